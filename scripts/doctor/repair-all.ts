import { CloudError } from "../cloud/cloud-error.ts";
import type { Outcome, Repair } from "./check.ts";
import type { Terminal } from "./main.ts";

/**
 * Makes the repairs that the findings offer, after a yes.
 *
 * @param isAgreed whether the command line says yes already
 * @param isQuiet whether stdout belongs to JSON alone
 * @returns whether anything was tried
 */
export async function repairAll(
  outcomes: readonly Outcome[],
  isAgreed: boolean,
  isQuiet: boolean,
  { out, err, confirm }: Terminal,
): Promise<boolean> {
  const say = isQuiet ? err : out;
  const repairs = outcomes.flatMap(({ finding }) =>
    "repair" in finding && finding.repair ? [finding.repair] : [],
  );
  if (repairs.length === 0) {
    say("There is nothing that the management API can repair.");
    return false;
  }
  say(["At Beyond Identity:", ...repairs.map(({ what }) => `  - ${what}`)].join("\n"));
  if (!isAgreed && !(await confirm("Change this? Write yes: "))) {
    say("Nothing was changed. Say yes, or write --yes.");
    return false;
  }
  for (const repair of repairs) say(await resultOf(repair));
  return true;
}

/** The other repairs go on when one of them fails. */
async function resultOf({ what, apply }: Repair): Promise<string> {
  try {
    await apply();
    return `done: ${what}`;
  } catch (error) {
    if (error instanceof CloudError && error.code === "forbidden") {
      return `not done: ${what}. The token needs the scope applications:update or authenticator-configs:update.`;
    }
    return `not done: ${what}. ${error instanceof Error ? error.message : String(error)}`;
  }
}
