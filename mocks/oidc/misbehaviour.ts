import { createHash, randomBytes } from "node:crypto";
import {
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from "jose";

/** An id_token before it is signed. */
export type IdTokenDraft = {
  header: JWTHeaderParameters & { alg: string };
  claims: JWTPayload;
  key: CryptoKey | Uint8Array;
  publicJwk: JWK;
};

/** One way to send an invalid id_token: a change before signing or after. undefined sends no token. */
type Misbehaviour = {
  beforeSigning?: (draft: IdTokenDraft) => IdTokenDraft | Promise<IdTokenDraft>;
  afterSigning?: (jws: string) => string | undefined;
};

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;

/**
 * Misbehaviours that a fault can plant at the token endpoint. Each is an attack or a defect that a client must notice.
 */
export const misbehaviours: Partial<Record<string, Misbehaviour>> = {
  foreign_key: { beforeSigning: signedWithForeignKey },
  junk_signature: { afterSigning: (jws) => withParts(jws, { signature: randomBytes(256) }) },
  tampered_payload: { afterSigning: withAnotherSubject },
  unknown_kid: {
    beforeSigning: (draft) => ({ ...draft, header: { ...draft.header, kid: "unknown" } }),
  },
  missing_kid: {
    beforeSigning: (draft) => ({ ...draft, header: { ...draft.header, kid: undefined } }),
  },
  alg_none: { afterSigning: unsigned },
  hs256: { beforeSigning: signedWithPublicKey },
  wrong_aud: claims(() => ({ aud: "another-client" })),
  missing_azp: claims(({ aud }) => ({ aud: [aud, "another-client"] })),
  wrong_azp: claims(({ aud }) => ({ aud: [aud, "another-client"], azp: "another-client" })),
  wrong_iss: claims(({ iss }) => ({ iss: `${iss}x` })),
  wrong_nonce: claims(() => ({ nonce: randomBytes(24).toString("base64url") })),
  missing_nonce: claims(() => ({ nonce: undefined })),
  expired: claims(({ iat = 0 }) => ({ iat: iat - 2 * HOUR, exp: iat - HOUR })),
  stale_iat: claims(({ iat = 0 }) => ({ iat: iat - WEEK })),
  future_iat: claims(({ iat = 0 }) => ({ iat: iat + HOUR })),
  old_auth_time: claims(({ iat = 0 }) => ({ auth_time: iat - WEEK })),
  future_auth_time: claims(({ iat = 0 }) => ({ auth_time: iat + HOUR })),
  missing_auth_time: claims(() => ({ auth_time: undefined })),
  missing_sub: claims(() => ({ sub: undefined })),
  no_id_token: { afterSigning: () => undefined },
};

/**
 * @param misbehave name of a planted misbehaviour, which makes the token invalid in one way
 * @returns the compact JWS, or undefined when the misbehaviour is to send none
 */
export async function signIdToken(
  draft: IdTokenDraft,
  misbehave: string | undefined,
): Promise<string | undefined> {
  const { beforeSigning, afterSigning } = misbehaviours[misbehave ?? ""] ?? {};
  const { header, claims, key } = beforeSigning ? await beforeSigning(draft) : draft;
  const idToken = await new SignJWT(claims).setProtectedHeader(header).sign(key);
  return afterSigning ? afterSigning(idToken) : idToken;
}

function claims(changes: (claims: JWTPayload) => Record<string, unknown>): Misbehaviour {
  return {
    beforeSigning: (draft) => ({ ...draft, claims: { ...draft.claims, ...changes(draft.claims) } }),
  };
}

async function signedWithForeignKey(draft: IdTokenDraft): Promise<IdTokenDraft> {
  return { ...draft, key: (await generateKeyPair("RS256")).privateKey };
}

/** Algorithm confusion (RFC 8725 section 2.1): the published key is used as a shared secret. */
function signedWithPublicKey(draft: IdTokenDraft): IdTokenDraft {
  const secret = createHash("sha256").update(JSON.stringify(draft.publicJwk)).digest();
  return { ...draft, header: { ...draft.header, alg: "HS256" }, key: new Uint8Array(secret) };
}

function unsigned(jws: string): string {
  const header = Buffer.from(JSON.stringify({ alg: "none", typ: "JWT" }));
  return withParts(jws, { header, signature: Buffer.alloc(0) });
}

function withAnotherSubject(jws: string): string {
  const [, payload = ""] = jws.split(".");
  const claimsOfToken = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
  const changed = JSON.stringify({ ...claimsOfToken, sub: "0000000000000000" });
  return withParts(jws, { payload: Buffer.from(changed) });
}

function withParts(
  jws: string,
  changes: { header?: Buffer; payload?: Buffer; signature?: Buffer },
): string {
  const [header = "", payload = "", signature = ""] = jws.split(".");
  return [
    changes.header?.toString("base64url") ?? header,
    changes.payload?.toString("base64url") ?? payload,
    changes.signature?.toString("base64url") ?? signature,
  ].join(".");
}
