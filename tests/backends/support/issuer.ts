import { randomUUID } from "node:crypto";
import {
  generateKeyPair,
  importJWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from "jose";
import { addIdentity } from "../../../mocks/cloud/identities.ts";
import { publicJwks, rotateSigningKey, signingKey } from "../../../mocks/cloud/keys.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { startEmulator } from "../../../mocks/listener.ts";
import { issueAccessToken } from "../../../mocks/oidc/access-token.ts";
import { webApplication } from "../../../mocks/oidc/applications.ts";

const { clientId, clientSecret, id: applicationId } = seed.webApplication;
const DAY = 86_400;

/** Changes to a token. A claim that is undefined is left out. */
export type Forgery = {
  claims?: Record<string, unknown>;
  header?: Partial<JWTHeaderParameters>;
  key?: CryptoKey | Uint8Array;
};

/** @returns time claims, given as seconds from now. */
export function fromNow(offsets: Record<string, number>): Record<string, number> {
  const now = Math.floor(Date.now() / 1000);
  const claims = Object.entries(offsets).map(([name, offset]) => [name, now + offset]);
  return Object.fromEntries(claims);
}

/** The emulator on loopback, with genuine and forged tokens. */
export async function startIssuer() {
  const { emulator, origin, close } = await startEmulator({
    port: 0,
    appOrigin: "http://localhost:3000",
  });
  const application = webApplication(emulator);
  const now = () => Math.floor(Date.now() / 1000);

  async function sign(claims: JWTPayload, { claims: changed, header, key }: Forgery) {
    const own = await signingKey(emulator, applicationId);
    return new SignJWT({ ...claims, ...changed })
      .setProtectedHeader({ alg: "RS256", typ: "JWT", kid: own.kid, ...header })
      .sign(key ?? own.privateKey);
  }

  return {
    issuer: application.issuer,
    clientId,
    clientSecret,
    audience: seed.resourceServer.identifier,
    introspectionUrl: `${origin}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/introspect`,
    close,

    /** @returns an access token on record at the issuer, and a function that revokes it. */
    async knownAccessToken(scope = "profile:read notes:read") {
      const identity = addIdentity(emulator, {
        realmId: seed.realm.id,
        displayName: "Ada",
        status: "active",
        traits: { type: "traits_v0", username: "ada" },
      });
      const token = await issueAccessToken(
        emulator,
        application,
        { subject: identity.id, principalType: "identity", scope, codeHash: "" },
        DAY,
        { aud: [clientId, seed.resourceServer.identifier], scope },
      );
      const record = emulator.store.state.accessTokens.find(
        ({ subject }) => subject === identity.id,
      );
      return {
        token,
        revoke: () => {
          if (record) record.revokedAt = emulator.clock.now();
        },
      };
    },

    /** An access token in the issuer's form. */
    accessToken: (forgery: Forgery = {}) =>
      sign(
        {
          iss: application.issuer,
          sub: "0123456789abcdef",
          aud: [clientId, seed.resourceServer.identifier],
          scope: "profile:read notes:read",
          bi_ty: "authorization_code",
          exp: now() + DAY,
          nbf: now(),
          iat: now(),
          jti: randomUUID(),
        },
        forgery,
      ),

    /** An id token in the issuer's form. */
    idToken: (forgery: Forgery = {}) =>
      sign(
        {
          iss: application.issuer,
          sub: "0123456789abcdef",
          aud: clientId,
          exp: now() + DAY,
          iat: now(),
          auth_time: now(),
          nonce: randomUUID(),
          at_hash: "aGFsZiBvZiBhIGhhc2gh",
          name: "Ada",
          email: "ada@example.com",
        },
        forgery,
      ),

    /** The published key as an HMAC secret, which a confused verifier would use. */
    async publicKeyAsSecret(): Promise<Uint8Array> {
      const { keys } = await publicJwks(emulator, applicationId);
      return new TextEncoder().encode(JSON.stringify(keys[0]));
    },

    /** The issuer's own key, for an algorithm other than the published one. */
    keyForRs512: async () => {
      await signingKey(emulator, applicationId);
      const jwk = emulator.store.state.signingKeys[applicationId];
      return importJWK({ ...jwk, alg: "RS512" }, "RS512");
    },

    foreignKey: async () => (await generateKeyPair("RS256", { modulusLength: 2048 })).privateKey,

    unsigned: (claims: JWTPayload) => new UnsecuredJWT(claims).encode(),

    rotate: () => rotateSigningKey(emulator, applicationId),
  };
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
