import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import type { Progress } from "./progress.ts";
import { requireFor } from "./provision-error.ts";
import { actionLines } from "./words.ts";

/**
 * Shows the plan and asks at a terminal whether to go on. Without one, what exists is changed or deleted only with `--yes`.
 *
 * @throws ProvisionError `not_confirmed`
 */
export async function agreed(
  { prompts }: Io,
  { yes }: Options,
  changesExisting: boolean,
  question: string,
  { report, say }: Progress,
): Promise<void> {
  if (yes) return;
  for (const line of actionLines(report, false)) say(line);
  requireFor(
    prompts || !changesExisting,
    "not_confirmed",
    () =>
      "This changes or deletes what exists, and there is no terminal to ask at. Nothing was done. Write --yes to agree.",
  );
  const isYes = prompts ? await prompts.confirm(question) : true;
  requireFor(isYes, "not_confirmed", () => "Nothing was done.");
}
