import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWK } from "jose";
import { type KoaContextWithOIDC, Provider } from "oidc-provider";
import { misbehaviourNamed } from "../../mocks/oidc/misbehaviours/catalogue.ts";
import type { IdTokenDraft } from "../../mocks/oidc/misbehaviours/misbehaviour.ts";
import { signIdToken } from "../../mocks/oidc/misbehaviours/spoil.ts";

type Body = Record<string, unknown>;

/** A fault at one path of the provider. */
export type ProviderFault = {
  path: "/.well-known/openid-configuration" | "/jwks" | "/token";
  /** Replaces the answer. */
  answer?: { status: number; body: string } | "broken connection";
  /** Changes the answer. */
  change?: (body: Body) => Body | Promise<Body>;
};

/** An OpenID Connect provider other than the emulator, on loopback. It signs in any user under any name. */
export type SecondProvider = {
  issuer: string;
  /** The environment of an app that uses it. */
  variables: { AUTH_OIDC_ISSUER: string; AUTH_OIDC_ID: string; AUTH_OIDC_SECRET: string };
  /** The current faults, at most one per path. */
  faults: ProviderFault[];
  /** The email address of every user. */
  email: string;
  /** Damages the id tokens of the next sign-ins in one of the emulator's ways. */
  misbehave(name: string): void;
  close(): Promise<void>;
};

const CLIENT = { client_id: "second-client", client_secret: "second-secret-of-enough-length" };

/** @param appOrigin origin of the app that the provider redirects to */
export async function startSecondProvider(appOrigin: string, port = 0): Promise<SecondProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === "object" ? address?.port : port}`;
  const key = await signingKey();
  const second: SecondProvider = {
    issuer,
    variables: {
      AUTH_OIDC_ISSUER: issuer,
      AUTH_OIDC_ID: CLIENT.client_id,
      AUTH_OIDC_SECRET: CLIENT.client_secret,
    },
    faults: [],
    email: "ada@example.com",
    misbehave(name) {
      second.faults = [{ path: "/token", change: (body) => withSpoiltToken(body, key, name) }];
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const provider = createProvider(second, `${appOrigin}/api/auth/callback/oidc`, key);
  server.on("request", provider.callback());
  return second;
}

type SigningKey = Pick<IdTokenDraft, "publicJwk"> & { key: CryptoKey; privateJwk: JWK };

async function signingKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const marks = { kid: "second", alg: "RS256", use: "sig" };
  return {
    key: privateKey,
    privateJwk: { ...(await exportJWK(privateKey)), ...marks },
    publicJwk: { ...(await exportJWK(publicKey)), ...marks },
  };
}

async function withSpoiltToken(body: Body, { key, publicJwk }: SigningKey, name: string) {
  const idToken = String(body.id_token);
  const { alg = "RS256", ...header } = decodeProtectedHeader(idToken);
  const { client_secret: clientSecret } = CLIENT;
  const claims = decodeJwt(idToken);
  const draft = { header: { ...header, alg }, claims, key, publicJwk, clientSecret };
  return { ...body, id_token: await signIdToken(draft, misbehaviourNamed(name)?.idToken ?? {}) };
}

function createProvider(second: SecondProvider, redirectUri: string, { privateJwk }: SigningKey) {
  const provider = new Provider(second.issuer, {
    clients: [{ ...CLIENT, redirect_uris: [redirectUri] }],
    jwks: { keys: [privateJwk] },
    cookies: { keys: ["signs the cookies of a provider that runs for one test"] },
    claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
    // Claims requested by scope are in the id token, as with most large providers.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ sub, name: "A person elsewhere", email: second.email }),
    }),
    loadExistingGrant: grantWhatIsAskedFor,
  });
  provider.use(async (context, next) => {
    if (context.path.startsWith("/interaction/")) return interact(provider, context);
    const fault = second.faults.find(({ path }) => path === context.path);
    if (fault?.answer === "broken connection") return void context.req.socket.destroy();
    if (fault?.answer) return void Object.assign(context, fault.answer);
    await next();
    if (fault?.change) context.body = await fault.change(context.body as Body);
  });
  return provider;
}

async function grantWhatIsAskedFor({ oidc }: KoaContextWithOIDC) {
  const accountId = oidc.session?.accountId;
  const clientId = oidc.client?.clientId;
  if (!accountId || !clientId) return undefined;
  const grant = new oidc.provider.Grant({ accountId, clientId });
  grant.addOIDCScope("openid profile email");
  await grant.save();
  return grant;
}

const PAGE = `<!doctype html><html lang="en"><title>Second provider</title><link rel="icon" href="data:,"><h1>Second provider</h1>
<form method="post"><label>Your id <input name="sub"></label><button>Let me in</button></form></html>`;

async function interact(
  provider: Provider,
  context: Parameters<Parameters<Provider["use"]>[0]>[0],
) {
  if (context.method === "GET") {
    context.type = "html";
    context.body = PAGE;
    return;
  }
  const form = new URLSearchParams(await text(context.req));
  const login = { accountId: form.get("sub") ?? "" };
  context.redirect(await provider.interactionResult(context.req, context.res, { login }));
}
