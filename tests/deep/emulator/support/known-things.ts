import type { State } from "../../../../mocks/cloud/model.ts";
import { seed } from "../../../../mocks/cloud/seed.ts";

/** Something that exists, and the ids that its address has before its own, by the vendor's placeholders. */
type Known = { id: string } & Partial<Record<string, string>>;

const NOWHERE = "0000000000000000";

/** @returns what exists of each kind that an address or a body names */
function known({ world, ...state }: State): Record<string, Known[]> {
  const inRealm = <T extends { id: string; realm_id: string }>(items: T[]) =>
    items.map(({ id, realm_id }) => ({ id, realm: realm_id }));
  const owned = (items: { id: string; realmId: string; identityId: string }[]) =>
    items.map(({ id, realmId, identityId }) => ({ id, realm: realmId, identity: identityId }));
  return {
    realm: world.realms.map(({ id }) => ({ id })),
    application: inRealm(world.applications),
    authenticator_config: inRealm(world.authenticator_configs),
    resource_server: inRealm(world.resource_servers),
    group: inRealm(world.groups),
    theme: inRealm(world.themes),
    role: world.roles.map(({ id, realm_id, resource_server_id }) => ({
      ...{ id, realm: realm_id, resource_server: resource_server_id },
    })),
    identity: state.identities.map(({ id, realmId }) => ({ id, realm: realmId })),
    credential: owned(state.credentials),
    credential_binding_job: owned(state.bindingJobs),
    batch_credential_binding_job: state.batchJobs.map(({ id, realmId }) => ({
      id,
      realm: realmId,
    })),
    token: state.accessTokens.map(({ jti, realmId, applicationId }) => ({
      ...{ id: jti, realm: realmId, application: applicationId },
    })),
  };
}

/** @returns the id that a number or a text stands for in a body */
export function chosenId(state: State, kind: string, choice: number): string {
  return pick(known(state)[kind] ?? [], choice)?.id ?? NOWHERE;
}

/**
 * Puts ids into an address, from its end: mostly those that belong together, so that the request finds what it names.
 *
 * @param choices one for each placeholder: a number chooses among what exists, a text is the id itself
 */
export function addressOf(state: State, template: string, choices: (number | string)[]): string {
  const kinds = [...template.matchAll(/\{(\w+)_id\}/g)].map(([, kind = ""]) => kind);
  const isOne = template.endsWith("}") || template.includes("}:");
  let owners: Partial<Record<string, string>> = { tenant: seed.tenant.id };
  const ids = new Map<string, string>();
  for (const [index, kind] of [...kinds.entries()].reverse()) {
    const choice = choices[index] ?? 0;
    const isContainer = kind === "realm" && !(isOne && index === kinds.length - 1);
    const usual = owners[kind] ?? (isContainer ? seed.realm.id : undefined);
    const thing = typeof choice === "number" ? pick(known(state)[kind] ?? [], choice) : undefined;
    const isUsual =
      usual !== undefined && (kind === "tenant" || choice !== 0) && typeof choice === "number";
    ids.set(kind, isUsual ? usual : typeof choice === "string" ? choice : (thing?.id ?? NOWHERE));
    owners = { ...thing, ...owners };
  }
  ids.set("tenant", seed.tenant.id);
  return template.replaceAll(/\{(\w+)_id\}/g, (_, kind: string) =>
    encodeURIComponent(wellFormed(ids.get(kind) ?? NOWHERE)),
  );
}

function pick<T>(items: T[], choice: number): T | undefined {
  return items[choice % Math.max(1, items.length)];
}

/** A text of UTF-16 that is not well-formed has no place in an address. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
