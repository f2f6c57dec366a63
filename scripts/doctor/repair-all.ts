import { CloudError } from "../cloud/cloud-error.ts";
import { printableLine } from "../printable.ts";
import type { Outcome, Repair } from "./check.ts";
import type { Terminal } from "./main.ts";

/**
 * Makes the repairs that the findings offer, after a yes.
 *
 * @param options `isAgreed`: the command line says yes already. `isQuiet`: stdout belongs to JSON alone.
 * @returns whether anything was repaired
 */
export async function repairAll(
  outcomes: readonly Outcome[],
  { isAgreed, isQuiet }: { isAgreed: boolean; isQuiet: boolean },
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
  say(
    ["At Beyond Identity:", ...repairs.map(({ what }) => `  - ${printableLine(what)}`)].join("\n"),
  );
  if (!isAgreed && !(await confirm("Change this? Write yes: "))) {
    say("Nothing was changed. Say yes, or write --yes.");
    return false;
  }
  const results = [];
  for (const repair of repairs) results.push(await resultOf(repair));
  say(results.map(({ text }) => printableLine(text)).join("\n"));
  return results.some(({ isDone }) => isDone);
}

/** The other repairs go on when one of them fails. */
async function resultOf({ what, apply }: Repair): Promise<{ isDone: boolean; text: string }> {
  try {
    await apply();
    return { isDone: true, text: `done: ${what}` };
  } catch (error) {
    const isForbidden = error instanceof CloudError && error.code === "forbidden";
    const why = isForbidden
      ? "The token needs the scope applications:update or authenticator-configs:update."
      : String(error instanceof Error ? error.message : error);
    return { isDone: false, text: `not done: ${what}. ${why}` };
  }
}
