import { randomBytes } from "node:crypto";
import type { JWTPayload } from "jose";
import type { IdTokenChange, Misbehaviour, Misbehaviours } from "./misbehaviour.ts";

const HOUR = 3600;
const WEEK = 7 * 24 * HOUR;
const ANOTHER = "another-client";

/** OpenID Connect Core sections 2 and 3.1.3.7. */
export const claimMisbehaviours: Misbehaviours = {
  "invalid-iss": {
    sends: "another `iss`",
    inSuite: true,
    ...claims(({ iss }) => ({ iss: `${iss}x` })),
  },
  "missing-iss": { sends: "no `iss`", ...claims(() => ({ iss: undefined })) },
  "invalid-aud": {
    sends: "another client as `aud`",
    inSuite: true,
    ...claims(() => ({ aud: ANOTHER })),
  },
  "missing-aud": { sends: "no `aud`", inSuite: true, ...claims(() => ({ aud: undefined })) },
  "aud-array": {
    sends: "`aud` as a list of this client alone",
    ...claims(({ aud }) => ({ aud: [aud] })),
  },
  "aud-multiple": {
    sends: "this client and another as `aud`, and this client as `azp`",
    ...claims(({ aud }) => ({ aud: [aud, ANOTHER], azp: aud })),
  },
  "aud-multiple-missing-azp": {
    sends: "this client and another as `aud`, and no `azp`",
    ...claims(({ aud }) => ({ aud: [aud, ANOTHER] })),
  },
  "aud-multiple-invalid-azp": {
    sends: "this client and another as `aud`, and the other as `azp`",
    ...claims(({ aud }) => ({ aud: [aud, ANOTHER], azp: ANOTHER })),
  },
  "invalid-azp": { sends: "another client as `azp`", ...claims(() => ({ azp: ANOTHER })) },
  "missing-sub": { sends: "no `sub`", inSuite: true, ...claims(() => ({ sub: undefined })) },
  "nonce-invalid": {
    sends: "another `nonce`",
    inSuite: true,
    ...claims(() => ({ nonce: randomBytes(24).toString("base64url") })),
  },
  "nonce-missing": { sends: "no `nonce`", ...claims(() => ({ nonce: undefined })) },
  "missing-exp": { sends: "no `exp`", ...claims(() => ({ exp: undefined })) },
  expired: {
    sends: "an `exp` one hour ago",
    ...claims(({ iat = 0 }) => ({ iat: iat - 2 * HOUR, exp: iat - HOUR })),
  },
  "missing-iat": { sends: "no `iat`", inSuite: true, ...claims(() => ({ iat: undefined })) },
  "iat-past": { sends: "an `iat` one week ago", ...claims(({ iat = 0 }) => ({ iat: iat - WEEK })) },
  "iat-future": {
    sends: "an `iat` in one hour",
    ...claims(({ iat = 0 }) => ({ iat: iat + HOUR })),
  },
  "nbf-future": {
    sends: "an `nbf` in one hour",
    ...claims(({ iat = 0 }) => ({ nbf: iat + HOUR })),
  },
  "auth-time-past": {
    sends: "an `auth_time` one week ago",
    ...claims(({ iat = 0 }) => ({ auth_time: iat - WEEK })),
  },
  "auth-time-future": {
    sends: "an `auth_time` in one hour",
    ...claims(({ iat = 0 }) => ({ auth_time: iat + HOUR })),
  },
  "auth-time-missing": {
    sends: "no `auth_time`, although the request asked for it",
    ...claims(() => ({ auth_time: undefined })),
  },
  "invalid-athash": {
    sends: "the `at_hash` of another access token",
    inSuite: true,
    ...claims(() => ({ at_hash: randomBytes(16).toString("base64url") })),
  },
  "missing-athash": {
    sends: "no `at_hash`, which the code flow permits",
    inSuite: true,
    ...claims(() => ({ at_hash: undefined })),
  },
};

/** OpenID Connect Core section 12.2. The id_token of the sign-in itself is valid. */
export const refreshMisbehaviours: Misbehaviours = {
  "refresh-token-invalid-issuer": {
    sends: "refreshed tokens whose id_token has another `iss`",
    inSuite: true,
    refreshedIdToken: change(({ iss }) => ({ iss: `${iss}x` })),
  },
  "refresh-token-invalid-sub": {
    sends: "refreshed tokens whose id_token has another `sub`",
    inSuite: true,
    refreshedIdToken: change(() => ({ sub: "0000000000000000" })),
  },
  "refresh-token-invalid-aud": {
    sends: "refreshed tokens whose id_token has another client as `aud`",
    refreshedIdToken: change(() => ({ aud: ANOTHER })),
  },
  "refresh-token-aud-array": {
    sends: "refreshed tokens whose id_token has this client in a list as `aud`",
    refreshedIdToken: change(({ aud }) => ({ aud: [aud] })),
  },
};

function claims(changes: Parameters<typeof change>[0]): Pick<Misbehaviour, "idToken"> {
  return { idToken: change(changes) };
}

function change(changes: (claims: JWTPayload) => Record<string, unknown>): IdTokenChange {
  return {
    beforeSigning: (draft) => ({ ...draft, claims: { ...draft.claims, ...changes(draft.claims) } }),
  };
}
