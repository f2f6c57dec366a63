import { createServer } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { type KoaContextWithOIDC, Provider } from "oidc-provider";
import { ProviderVisitor } from "../../support/provider-visitor.ts";
import type { Client } from "./client.ts";
import { REDIRECT_URI } from "./own-tenant.ts";

const SECRET = "secret-of-a-client-of-the-reference-provider-001";
const SCOPES = ["notes:read", "notes:write"];

/** Starts oidc-provider, which is certified by the OpenID Foundation, with three clients like those of the emulator. */
export async function startReferenceProvider() {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const provider = await createProvider(issuer);
  server.on("request", provider.callback());
  const client = (id: string, secret?: string): Client => ({
    ...{ id, secret, issuer, authorize: `${issuer}/auth`, token: `${issuer}/token` },
    ...{ userinfo: `${issuer}/me`, introspect: `${issuer}/token/introspection` },
    revoke: `${issuer}/token/revocation`,
  });
  return {
    confidential: client("confidential", SECRET),
    public: client("public"),
    machine: client("machine", SECRET),
    visit: (authorization: URL) => new ProviderVisitor("ada").answer(authorization),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function createProvider(issuer: string): Promise<Provider> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const signIn = {
    ...{ redirect_uris: [REDIRECT_URI], grant_types: ["authorization_code", "refresh_token"] },
  };
  const none = { token_endpoint_auth_method: "none" as const };
  const provider = new Provider(issuer, {
    clients: [
      { client_id: "confidential", client_secret: SECRET, ...signIn },
      { client_id: "public", ...none, ...signIn },
      {
        ...{ client_id: "machine", client_secret: SECRET, scope: SCOPES.join(" ") },
        ...{ redirect_uris: [], response_types: [], grant_types: ["client_credentials"] },
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: "reference", alg: "RS256" }] },
    cookies: { keys: ["signs the cookies of a provider that runs for one test"] },
    scopes: ["openid", "offline_access", ...SCOPES],
    claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
    pkce: { required: () => true },
    features: {
      ...{ devInteractions: { enabled: false }, clientCredentials: { enabled: true } },
      ...{ introspection: { enabled: true }, revocation: { enabled: true } },
    },
    issueRefreshToken: async () => true,
    rotateRefreshToken: () => true,
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({
      ...{ accountId: sub, claims: () => ({ sub, name: "Ada", email: "ada@example.com" }) },
    }),
    loadExistingGrant: grantWhatIsAskedFor,
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith("/interaction/")) return next();
    const login = { accountId: "ada" };
    context.redirect(await provider.interactionResult(context.req, context.res, { login }));
  });
  return provider;
}

async function grantWhatIsAskedFor({ oidc }: KoaContextWithOIDC) {
  const accountId = oidc.session?.accountId;
  const clientId = oidc.client?.clientId;
  if (!accountId || !clientId) return undefined;
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope(`openid profile email ${SCOPES.join(" ")}`);
  await grant.save();
  return grant;
}
