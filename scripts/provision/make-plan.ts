import type { Connection } from "./connect.ts";
import { demandScopes } from "./demand-scopes.ts";
import { EnvDocument } from "./env-document.ts";
import { valuesFor } from "./env-values.ts";
import { demandHostedFile, demandOwnFile } from "./file-owner.ts";
import type { Options } from "./options.ts";
import { createPlanner } from "./planner.ts";
import { notePlanned, type Progress } from "./progress.ts";
import type { PlannedCall } from "./report.ts";
import { createSession } from "./session.ts";
import { scopesToRead, scopesToWrite, setUp } from "./set-up.ts";

/** What a run will do, before it does anything. */
export type Plan = {
  calls: PlannedCall[];
  /** Whether it changes something that exists, which needs a yes. */
  changesExisting: boolean;
  /** Whether it does anything at all. */
  isEmpty: boolean;
  /** The lists that were read, so that the run itself need not read them again. */
  lists: Map<string, Promise<unknown>>;
};

/**
 * Finds out what is missing, and refuses what cannot be done. It changes nothing.
 *
 * @throws ProvisionError, CloudError, EnvFileError
 */
export async function makePlan(
  connection: Connection,
  options: Options,
  progress: Progress,
): Promise<Plan> {
  const { token, hosts, client } = connection;
  const document = await EnvDocument.open(options.envFile, token.tenantId);
  const present = document.variables;
  demandHostedFile(options.envFile, present, options.authenticator);
  demandScopes(token, scopesToRead(options), scopesToWrite(options));
  const planner = createPlanner(`${hosts.apiOrigin}/v1/tenants/${token.tenantId}`);
  const lists = new Map<string, Promise<unknown>>();
  const session = createSession(client, planner, lists);
  const outcome = await setUp(session, connection, options, document);
  demandScopes(token, planner.scopes);
  const values = valuesFor(outcome, present);
  demandOwnFile(options.envFile, present, values);
  document.set(values);
  document.adopt(session.outcomes);
  document.settle();
  notePlanned(progress, session, document);
  const replaced = Object.keys(values).filter(
    (name) => present[name] && present[name] !== values[name],
  );
  const isUpdate = session.outcomes.some(({ action }) => action === "update");
  return {
    ...{ calls: planner.calls, lists },
    changesExisting: isUpdate || replaced.length > 0,
    isEmpty: planner.calls.length === 0 && document.plannedAction === "keep",
  };
}
