import { CloudError } from "../cloud/cloud-error.ts";
import { existing } from "../cloud/existing.ts";
import { issuerIds } from "../cloud/issuer-path.ts";
import type { ManagementClient } from "../cloud/management-client.ts";
import {
  APPLICATION,
  AUTHENTICATOR_CONFIG,
  collectionPath,
  REALM,
  RESOURCE_SERVER,
  type Resource,
  THEME,
} from "../cloud/resources.ts";
import type { EnvDocument } from "./env-document.ts";
import type { Made } from "./mark.ts";

type Named = { id: string; display_name: string };

/** An object of the cloud. */
export type Found = { resource: Resource<Named>; realm: string | null; item: Named };

/** What the command made, in the order in which it can be deleted, what the app uses besides, and all else there is. */
export type Inventory = { own: Found[]; adopted: Found[]; others: Found[] };

/**
 * Looks up what the command made. What it began to make and could not note any more is found by its name.
 *
 * @param scopes of the token: what it may read besides is looked up too, because it keeps its realm
 */
export async function takeInventory(
  client: ManagementClient,
  { mark: { made }, variables }: EnvDocument,
  scopes: string[] | null,
): Promise<Inventory> {
  const used = issuerIds(variables.BEYOND_IDENTITY_DISCOVERY ?? "");
  const usedIds = [
    ...[used?.realmId, used?.applicationId, variables.BEYOND_IDENTITY_APPLICATION_CONFIG_ID],
  ];
  const realms = [...made.map(({ realm }) => realm), ...realmIds(made), used?.realmId];
  const optional = [RESOURCE_SERVER, THEME].filter(
    ({ kind, path }) => made.some((note) => note.kind === kind) || scopes?.includes(`${path}:read`),
  );
  const all: Found[] = [];
  for (const resource of [APPLICATION, AUTHENTICATOR_CONFIG, ...optional] as Resource<Named>[]) {
    for (const realm of new Set(realms.filter((id) => typeof id === "string"))) {
      const knownId = made.find((note) => note.kind === resource.kind && note.realm === realm)?.id;
      all.push(...(await listed(client, resource, realm, knownId)));
    }
  }
  all.push(...(await listed(client, REALM, null)));
  const isOwn = (found: Found) => made.some((note) => isNoteOf(note, found));
  const others = all.filter((found) => !isOwn(found));
  return {
    own: all.filter(isOwn),
    adopted: others.filter(({ item }) => usedIds.includes(item.id)),
    others,
  };
}

/** @returns the path of an object below the tenant */
export function pathOf({ resource, realm, item }: Found): string {
  return `${collectionPath(resource, realm)}/${item.id}`;
}

/** @returns whether a note of the mark is about this object */
export function isNoteOf(note: Made, { resource, realm, item }: Found): boolean {
  if (note.kind !== resource.kind || note.realm !== realm) return false;
  return note.id === undefined ? note.name === item.display_name : note.id === item.id;
}

function realmIds(made: Made[]): (string | undefined)[] {
  return made.filter(({ kind }) => kind === REALM.kind).map(({ id }) => id);
}

async function listed(
  client: ManagementClient,
  resource: Resource<Named>,
  realm: string | null,
  knownId?: string,
): Promise<Found[]> {
  try {
    const items = await existing(client, resource, realm, knownId);
    return items.map((item) => ({ resource, realm, item }));
  } catch (error) {
    if (error instanceof CloudError && error.code === "not_found") return [];
    throw error;
  }
}
