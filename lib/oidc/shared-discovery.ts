import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { type Discovery, fetchDiscovery } from "@/lib/oidc/discovery";
import type { RelyingParty } from "@/lib/oidc/relying-party";

/** Accepted documents of the running task, by issuer. */
const accepted = new AsyncLocalStorage<Map<string, Discovery>>();

/**
 * Runs a task in which every reader uses the same discovery document of an issuer. Auth.js and the app then agree on its
 * endpoints and keys. Nothing is kept after the task, so the next sign-in sees what the issuer publishes then.
 */
export function withSharedDiscovery<T>(task: () => Promise<T>): Promise<T> {
  return accepted.run(new Map(), task);
}

/** Shares a document that `acceptDiscovery` has accepted. Outside of a task it does nothing. */
export function shareDiscovery(discovery: Discovery): void {
  accepted.getStore()?.set(discovery.issuer, discovery);
}

/**
 * @returns the document that was accepted in the running task, or else the one that the issuer publishes now
 * @throws BeyondIdentityError when it cannot be fetched, or is not acceptable
 */
export async function discoveryOf(party: RelyingParty): Promise<Discovery> {
  return accepted.getStore()?.get(party.issuer) ?? fetchDiscovery(party);
}
