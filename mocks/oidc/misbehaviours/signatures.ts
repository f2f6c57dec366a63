import { createHash, randomBytes } from "node:crypto";
import { exportJWK, generateKeyPair, type JWK } from "jose";
import { freshKeys } from "./discovery.ts";
import { withoutSignature, withParts, withPayload } from "./jws-parts.ts";
import type { IdTokenDraft, Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

/** OpenID Connect Core sections 3.1.3.7 and 10.1, RFC 8725 section 2.1. */
export const signatureMisbehaviours: Misbehaviours = {
  "invalid-sig-rs256": {
    sends: "random bytes as the signature",
    inSuite: true,
    idToken: { afterSigning: (jws) => withParts(jws, { signature: randomBytes(256) }) },
  },
  "foreign-signing-key": {
    sends: "the signature of an unpublished key, under a published `kid`",
    idToken: { beforeSigning: signedWithForeignKey },
  },
  "tampered-payload": {
    sends: "another `sub` than the signed one",
    idToken: { afterSigning: (jws) => withPayload(jws, { sub: "0000000000000000" }) },
  },
  "unknown-kid": {
    sends: "a `kid` that is not published",
    idToken: { beforeSigning: (draft) => withKid(draft, "unknown") },
  },
  "kid-absent-single-jwks": {
    sends: "no `kid`, in the id_token and in the only published key",
    inSuite: true,
    ...freshKeys,
    jwks: ([key]) => ({ keys: [{ ...key, kid: undefined }] }),
    idToken: { beforeSigning: (draft) => withKid(draft, undefined) },
  },
  "kid-absent-multiple-jwks": {
    sends: "no `kid`, in the id_token and in two published keys",
    inSuite: true,
    ...freshKeys,
    jwks: async ([key]) => ({
      keys: [{ ...key, kid: undefined }, (await keyPair("RS256")).publicJwk],
    }),
    idToken: { beforeSigning: (draft) => withKid(draft, undefined) },
  },
  "idtoken-sig-none": {
    sends: "no signature, and `none` as an announced algorithm",
    inSuite: true,
    ...announced("none"),
    idToken: { afterSigning: withoutSignature },
  },
  "idtoken-sig-hs256-public-key": {
    sends: "a signature by HS256 with a hash of the public key as the secret, and HS256 announced",
    ...announced("HS256"),
    idToken: { beforeSigning: (draft) => signedWithSecret(draft, hashOf(draft.publicJwk)) },
  },
  "idtoken-sig-hs256-client-secret": {
    sends: "a signature by HS256 with the client secret, and HS256 announced",
    ...announced("HS256"),
    idToken: {
      beforeSigning: (draft) => signedWithSecret(draft, Buffer.from(draft.clientSecret ?? "none")),
    },
  },
  "idtoken-sig-es256": {
    sends: "a signature by ES256 with a published key, and ES256 announced",
    ...announced("ES256"),
    jwks: async (keys) => ({
      keys: [...keys, { ...(await keyPair("ES256")).publicJwk, kid: "ec" }],
    }),
    idToken: { beforeSigning: signedWithCurve },
  },
  "signing-key-rotation-just-before-signing": {
    sends: "the signature of a new key, which is published from then on",
    inSuite: true,
    rotatesKey: true,
  },
};

/** @returns the parts that make a client look at the algorithm itself: the issuer claims to use it. */
function announced(algorithm: string): Pick<Misbehaviour, "discovery"> {
  return {
    discovery: (document) => ({
      ...freshKeys.discovery?.(document),
      id_token_signing_alg_values_supported: ["RS256", algorithm],
    }),
  };
}

const keyPairs = new Map<string, ReturnType<typeof newKeyPair>>();

/** @returns a key pair of this process. */
function keyPair(algorithm: string): ReturnType<typeof newKeyPair> {
  const pair = keyPairs.get(algorithm) ?? newKeyPair(algorithm);
  keyPairs.set(algorithm, pair);
  return pair;
}

async function newKeyPair(algorithm: string): Promise<{ privateKey: CryptoKey; publicJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  return { privateKey, publicJwk: await exportJWK(publicKey) };
}

function withKid(draft: IdTokenDraft, kid: string | undefined): IdTokenDraft {
  return { ...draft, header: { ...draft.header, kid } };
}

async function signedWithForeignKey(draft: IdTokenDraft): Promise<IdTokenDraft> {
  return { ...draft, key: (await keyPair("RS256")).privateKey };
}

async function signedWithCurve(draft: IdTokenDraft): Promise<IdTokenDraft> {
  const { privateKey } = await keyPair("ES256");
  return { ...draft, header: { ...draft.header, alg: "ES256", kid: "ec" }, key: privateKey };
}

function signedWithSecret(draft: IdTokenDraft, secret: Buffer): IdTokenDraft {
  return { ...draft, header: { ...draft.header, alg: "HS256" }, key: new Uint8Array(secret) };
}

function hashOf(publicJwk: JWK): Buffer {
  return createHash("sha256").update(JSON.stringify(publicJwk)).digest();
}
