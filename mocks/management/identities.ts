import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { addIdentity, findByUsername } from "../cloud/identities.ts";
import type { Identity } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, SentResponse } from "../cloud/sent-response.ts";
import { createIdentitySchema, updateIdentitySchema } from "./identity-schema.ts";
import { manyTexts, removeIdentities } from "./members.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { readBody } from "./read-body.ts";
import { batchNotFound, conflict, notFound } from "./refusals.ts";
import { type Attributes, scimFilter } from "./scim-filter.ts";
import { identityView } from "./views.ts";

const batchSchema = z.object({
  ids: manyTexts.refine((ids) => new Set(ids).size === ids.length, "an id appears twice"),
});

/** The one attribute that Beyond Identity documents, and two that its tools use. */
const attributes: Attributes<Identity> = {
  "traits.username": ({ traits }) => traits.username,
  username: ({ traits }) => traits.username,
  "traits.primary_email_address": ({ traits }) => traits.primary_email_address,
};

/** `POST .../identities` */
export async function createIdentity(exchange: Exchange): Promise<SentResponse> {
  const { emulator, params } = exchange;
  const { identity: fields } = await readBody(exchange, createIdentitySchema);
  const realmId = params.realmId ?? "";
  demandFreeUsername(emulator, realmId, fields.traits.username);
  const identity = addIdentity(emulator, {
    realmId,
    displayName: fields.display_name,
    status: fields.status,
    traits: fields.traits,
  });
  return jsonResponse(identityView(emulator, identity));
}

/** `GET .../identities?filter=&page_size=&page_token=&skip=` */
export function listIdentities({ emulator, query, params }: Exchange): SentResponse {
  const page = readPage(query);
  const matches = scimFilter(page.filter, attributes);
  const identities = emulator.store.state.identities.filter(
    (identity) => identity.realmId === params.realmId && matches(identity),
  );
  return pageResponse("identities", identities, page, (identity) =>
    identityView(emulator, identity),
  );
}

/** `GET .../identities/{id}` */
export function getIdentity(exchange: Exchange): SentResponse {
  return jsonResponse(identityView(exchange.emulator, identityOf(exchange)));
}

/** `PATCH .../identities/{id}` */
export async function updateIdentity(exchange: Exchange): Promise<SentResponse> {
  const { emulator } = exchange;
  const { identity: changes } = await readBody(exchange, updateIdentitySchema);
  const identity = identityOf(exchange);
  const username = changes.traits?.username ?? identity.traits.username;
  demandFreeUsername(emulator, identity.realmId, username, identity);
  identity.displayName = changes.display_name ?? identity.displayName;
  identity.status = changes.status ?? identity.status;
  identity.traits = { ...identity.traits, ...changes.traits, username };
  identity.updatedAt = emulator.clock.now();
  return jsonResponse(identityView(emulator, identity));
}

/** `DELETE .../identities/{id}` */
export function deleteIdentity(exchange: Exchange): SentResponse {
  removeIdentities(exchange.emulator, [identityOf(exchange).id]);
  return new SentResponse("", { status: 200 });
}

/** `POST .../identities:batchDelete`: all of them or none */
export async function deleteIdentities(exchange: Exchange): Promise<SentResponse> {
  const { ids } = await readBody(exchange, batchSchema);
  const { state } = exchange.emulator.store;
  const isInRealm = ({ realmId }: Identity) => realmId === exchange.params.realmId;
  const known = new Set(state.identities.filter(isInRealm).map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  demand(unknown.length === 0, () => batchNotFound("Identity", "identities not found", unknown));
  removeIdentities(exchange.emulator, ids);
  return new SentResponse("", { status: 200 });
}

/**
 * @returns the identity that the path names
 * @throws Refusal 404
 */
export function identityOf({ emulator, params }: Exchange): Identity {
  const identity = emulator.store.state.identities.find(
    ({ id, realmId }) => id === params.identityId && realmId === params.realmId,
  );
  demand(identity, () => notFound("Identity", "identity", params.identityId ?? ""));
  return identity;
}

/** The details of the refusal name the identity that has the username already. */
function demandFreeUsername(
  emulator: Emulator,
  realmId: string,
  username: string,
  ownIdentity?: Identity,
): void {
  const owner = findByUsername(emulator, realmId, username);
  demand(owner === undefined || owner === ownIdentity, () =>
    conflict("Identity", owner?.id ?? "", "username already exists", "duplicate username"),
  );
}
