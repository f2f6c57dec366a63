import { callbackMisbehaviours } from "./callbacks.ts";
import { claimMisbehaviours, refreshMisbehaviours } from "./claims.ts";
import { discoveryMisbehaviours } from "./discovery.ts";
import { keyMisbehaviours } from "./keys.ts";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour.ts";
import { tokenMisbehaviours, userinfoMisbehaviours } from "./responses.ts";
import { signatureMisbehaviours } from "./signatures.ts";

/** Every module of the OpenID Foundation's conformance suite for clients begins with this. */
const SUITE_PREFIX = "oidcc-client-test-";

/** All misbehaviours, by what the emulator spoils. */
export const misbehaviourGroups: Record<string, Misbehaviours> = {
  "Discovery document": discoveryMisbehaviours,
  "Published keys": keyMisbehaviours,
  "Response of the token endpoint": tokenMisbehaviours,
  "Signature of the id_token": signatureMisbehaviours,
  "Claims of the id_token": claimMisbehaviours,
  "Refreshed tokens": refreshMisbehaviours,
  Userinfo: userinfoMisbehaviours,
  Callback: callbackMisbehaviours,
};

const byName = new Map(Object.values(misbehaviourGroups).flatMap((group) => Object.entries(group)));

/** Names that the emulator had before it took those of the suite. */
const EARLIER_NAMES = new Map([
  ["foreign_key", "foreign-signing-key"],
  ["junk_signature", "invalid-sig-rs256"],
  ["tampered_payload", "tampered-payload"],
  ["unknown_kid", "unknown-kid"],
  ["missing_kid", "kid-absent-single-jwks"],
  ["alg_none", "idtoken-sig-none"],
  ["hs256", "idtoken-sig-hs256-public-key"],
  ["wrong_aud", "invalid-aud"],
  ["missing_azp", "aud-multiple-missing-azp"],
  ["wrong_azp", "aud-multiple-invalid-azp"],
  ["wrong_iss", "invalid-iss"],
  ["wrong_nonce", "nonce-invalid"],
  ["missing_nonce", "nonce-missing"],
  ["stale_iat", "iat-past"],
  ["future_iat", "iat-future"],
  ["old_auth_time", "auth-time-past"],
  ["future_auth_time", "auth-time-future"],
  ["missing_auth_time", "auth-time-missing"],
  ["missing_sub", "missing-sub"],
  ["no_id_token", "token-missing-id-token"],
]);

/** @returns the names of all misbehaviours. */
export function misbehaviourNames(): string[] {
  return [...byName.keys()];
}

/** @param name with or without the prefix of the suite's modules */
export function misbehaviourNamed(name: string | undefined): Misbehaviour | undefined {
  const own = name?.replace(SUITE_PREFIX, "") ?? "";
  return byName.get(EARLIER_NAMES.get(own) ?? own);
}
