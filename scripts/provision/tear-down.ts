import type { ManagementToken } from "../cloud/management-token.ts";
import { REALM, THEME } from "../cloud/resources.ts";
import { agreed } from "./agreed.ts";
import type { Connection } from "./connect.ts";
import { deleteOwn, forget, isTheme } from "./delete-own.ts";
import { demandScopes } from "./demand-scopes.ts";
import { demandNobodyEnrolled } from "./enrolled.ts";
import { EnvDocument } from "./env-document.ts";
import { type Found, type Inventory, pathOf, takeInventory } from "./inventory.ts";
import type { Io } from "./io.ts";
import type { Made } from "./mark.ts";
import type { Options } from "./options.ts";
import type { Progress } from "./progress.ts";
import type { Action } from "./report.ts";

/**
 * Deletes what the mark in the environment file names. What others use stays, and so does a realm with anything else in it.
 *
 * @throws ProvisionError `people_enrolled`, `not_confirmed`, `missing_scope`
 */
export async function tearDown(
  io: Io,
  { client, token, hosts }: Connection,
  options: Options,
  progress: Progress,
): Promise<void> {
  const { report, say } = progress;
  const document = await EnvDocument.open(options.envFile, token.tenantId);
  demandScopesFor(token, document.mark.made);
  const inventory = await takeInventory(client, document, token.scopes);
  await demandNobodyEnrolled(client, inventory.own);
  report.actions = plannedActions(inventory);
  if (options.dryRun) {
    const base = `${hosts.apiOrigin}/v1/tenants/${token.tenantId}`;
    const { own } = inventory;
    forget(document, own.filter(staysIn(own)));
    document.settle();
    report.env_file.action = document.plannedAction;
    const deletions = own.filter((found) => !isTheme(found));
    report.calls = deletions.map((found) => ({ method: "DELETE", url: `${base}${pathOf(found)}` }));
    report.not_asked =
      "This was a dry run. Beyond Identity was not asked whether it would accept these calls.";
    return;
  }
  if (document.mark.made.length === 0) {
    say(`${options.envFile} names nothing that provision made.`);
    return;
  }
  await agreed(io, options, true, "Delete this?", progress);
  await deleteOwn(client, io.signal, inventory, document, progress);
}

function plannedActions({ own, adopted }: Inventory): Action[] {
  const action =
    (verb: "delete" | "keep") =>
    ({ resource, item }: Found) => ({
      ...{ action: verb, kind: resource.kind, id: item.id, name: item.display_name },
    });
  const stays = staysIn(own);
  return [
    ...own.map((found) => action(stays(found) ? "keep" : "delete")(found)),
    ...adopted.map(action("keep")),
  ];
}

/** A theme goes only with its realm. */
function staysIn(own: Found[]) {
  const realms = own.filter(({ resource }) => resource.kind === REALM.kind);
  return (found: Found) => isTheme(found) && !realms.some(({ item }) => item.id === found.realm);
}

function demandScopesFor(token: ManagementToken, made: Made[]): void {
  const kinds = new Set(made.map(({ kind }) => kind));
  const verbs = [...kinds].filter((kind) => kind !== THEME.kind).map((kind) => `${kind}s:delete`);
  const reads = ["realms:read", "applications:read", "authenticator-configs:read"];
  demandScopes(token, [
    ...reads,
    ...verbs,
    ...(kinds.has("resource-server") ? ["resource-servers:read"] : []),
    ...(kinds.has(THEME.kind) ? ["themes:read"] : []),
    ...(kinds.has("realm") ? ["credentials:read"] : []),
    ...(kinds.has("authenticator-config") ? ["credential-binding-jobs:read"] : []),
  ]);
}
