import { barePage } from "../../cloud/sent-response.ts";
import { freshKeys } from "./discovery.ts";
import type { Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

type PublishKeys = NonNullable<Misbehaviour["jwks"]>;

/** RFC 7517. The discovery document of each has a new `jwks_uri`, because clients cache keys. */
export const keyMisbehaviours: Misbehaviours = {
  "jwks-empty": { sends: "no keys", ...published(() => ({ keys: [] })) },
  "jwks-wrong-kty": {
    sends: "an EC key under the `kid` of the signing key",
    ...published(([key]) => ({ keys: [{ ...EC_KEY, kid: key?.kid }] })),
  },
  "jwks-symmetric-key": {
    sends: "a symmetric key under the `kid` of the signing key",
    ...published(([key]) => ({ keys: [{ kty: "oct", k: "c2VjcmV0", kid: key?.kid }] })),
  },
  "jwks-private-key": {
    sends: "the signing key with its private half",
    ...published(([key], privateJwk) => ({ keys: [{ ...privateJwk, ...key }] })),
  },
  "jwks-duplicate-kid": {
    sends: "the signing key twice under one `kid`",
    ...published(([key]) => ({ keys: [key, key] })),
  },
  "jwks-encryption-key": {
    sends: "the signing key marked for encryption",
    ...published(([key]) => ({ keys: [{ ...key, use: "enc", alg: "RSA-OAEP-256" }] })),
  },
  "jwks-not-json": {
    sends: "a page in place of the keys",
    ...published(() => barePage("<!doctype html><title>Maintenance</title>")),
  },
  "jwks-unusable-keys": {
    sends:
      "keys of unknown types, curves and algorithms beside the signing key (RFC 7517 section 5)",
    ...published((keys) => ({
      keys: [
        { kty: "AKP", alg: "ML-DSA-0", pub: "AAAA", kid: "unknown-parameters" },
        { kty: "UNHEARD-OF", kid: "unknown-type" },
        { ...EC_KEY, crv: "P-0", kid: "unknown-curve" },
        { ...EC_KEY, alg: "ES0", kid: "unknown-algorithm" },
        ...keys,
      ],
    })),
  },
};

/** The public key of RFC 7517 appendix A.1. */
const EC_KEY = {
  kty: "EC",
  crv: "P-256",
  x: "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
  y: "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
};

function published(jwks: PublishKeys): Pick<Misbehaviour, "discovery" | "jwks"> {
  return { ...freshKeys, jwks };
}
