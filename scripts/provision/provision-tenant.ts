import { agreed } from "./agreed.ts";
import { createApplier } from "./applier.ts";
import { checklistFor } from "./checklist.ts";
import type { Connection } from "./connect.ts";
import { EnvDocument } from "./env-document.ts";
import { valuesFor } from "./env-values.ts";
import type { Io } from "./io.ts";
import { makePlan } from "./make-plan.ts";
import { masked } from "./mask.ts";
import type { Options } from "./options.ts";
import { noteDone, type Progress } from "./progress.ts";
import { createSession } from "./session.ts";
import { setUp } from "./set-up.ts";

/**
 * Sets the tenant up and writes the environment file. What has been done is in the progress, also when it fails.
 *
 * @throws ProvisionError, CloudError, EnvFileError
 */
export async function provisionTenant(
  io: Io,
  connection: Connection,
  options: Options,
  progress: Progress,
): Promise<void> {
  const { report, say } = progress;
  const plan = await makePlan(connection, options, progress);
  report.checklist = checklistFor(options);
  if (options.dryRun) {
    report.calls = plan.calls.map((call) => ({ ...call, body: masked(call.body) }));
    report.not_asked =
      "This was a dry run. Beyond Identity was only asked what exists. It was not asked whether it would accept these calls.";
    return;
  }
  if (!plan.isEmpty) {
    const question = "Set the tenant up like this?";
    await agreed(io, options, plan.changesExisting, question, progress);
  }
  const document = await EnvDocument.open(options.envFile, connection.token.tenantId);
  const applier = createApplier(connection.client, document, io.signal, say);
  const session = createSession(connection.client, applier, plan.lists);
  try {
    const outcome = await setUp(session, connection, options, document);
    document.set(valuesFor(outcome, document.variables));
    document.adopt(session.outcomes);
    await document.save();
  } finally {
    noteDone(progress, session, document);
  }
}
