import { exportJWK, generateKeyPair } from "jose";
import { http, passthrough } from "msw";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { claimMisbehaviours } from "../../mocks/oidc/misbehaviours/claims.ts";
import { signatureMisbehaviours } from "../../mocks/oidc/misbehaviours/signatures.ts";
import { VERDICTS } from "../../scripts/misbehaviours/verdicts.ts";
import { Browser } from "../support/in-process/browser.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { allSessions } from "../support/in-process/rows.ts";
import { ProviderVisitor } from "../support/provider-visitor.ts";
import { type ProviderFault, startSecondProvider } from "../support/second-provider.ts";

const second = await startSecondProvider(APP_ORIGIN);

const emulator = standInForTheCloud({
  keeps: true,
  environment: { ...second.variables, BACKEND_URL: "https://api.example.com" },
  others: [http.all(`${second.issuer}/*`, () => passthrough())],
});

let ada: Browser;
let again: () => Promise<void>;

beforeAll(async () => {
  ada = new Browser(emulator);
  await ada.enter("ada@example.com");
  again = await checkpoint(emulator, ada);
});
beforeEach(async () => {
  second.faults = [];
  await again();
});
afterAll(() => second.close());

const DISCOVERY = "/.well-known/openid-configuration";
/** Those of the emulator that spoil the id token alone. The provider announces no other algorithm. */
const DEFECTS = Object.entries({ ...signatureMisbehaviours, ...claimMisbehaviours }).flatMap(
  ([name, { idToken, jwks }]) =>
    idToken && !jwks && typeof VERDICTS[name] === "object" ? [name] : [],
);

/** @returns the callback address that the provider redirects to. */
async function answerFor(browser: Browser, sub = "ada"): Promise<URL> {
  return new ProviderVisitor(sub).answer(await browser.start({}, undefined, "oidc"));
}

async function enter(sub?: string): Promise<Browser> {
  const browser = new Browser(emulator);
  expect((await browser.open(await answerFor(browser, sub))).pathname).toBe("/account");
  return browser;
}

/** Signs in at a provider that misbehaves once the browser returns from it. */
async function expectNoSession(code: string, ...faults: ProviderFault[]): Promise<void> {
  const browser = new Browser(emulator);
  const callback = await answerFor(browser);
  const before = (await allSessions()).length;
  second.faults = faults;
  const end = await browser.open(callback);
  expect(`${end.pathname}${end.search}`).toBe(`/auth-error?error=${code}`);
  expect(browser.hasSession()).toBe(false);
  expect(await browser.session()).toBeNull();
  expect(await allSessions()).toHaveLength(before);
}

test("another OpenID Connect provider signs a user in", async () => {
  const browser = await enter();
  expect(await browser.session()).toMatchObject({
    issuer: second.issuer,
    user: { id: "ada", name: "A person elsewhere", email: "ada@example.com" },
  });
});

test("1: each request to another provider carries new PKCE S256, state and nonce", async () => {
  const browser = new Browser(emulator);
  const start = () => browser.start({}, undefined, "oidc");
  const [first, next] = [await start(), await start()];
  expect(first.searchParams.get("code_challenge_method")).toBe("S256");
  expect(first.searchParams.get("scope")).toBe("openid profile email");
  for (const name of ["code_challenge", "state", "nonce"]) {
    expect(first.searchParams.get(name)?.length).toBeGreaterThan(20);
    expect(first.searchParams.get(name)).not.toBe(next.searchParams.get(name));
  }
});

test("1: a provider that does not announce PKCE gets it too", async () => {
  second.faults = [
    { path: DISCOVERY, change: ({ code_challenge_methods_supported: _, ...rest }) => rest },
  ];
  const browser = new Browser(emulator);
  const authorization = await browser.start({}, undefined, "oidc");
  expect(authorization.searchParams.get("code_challenge")?.length).toBe(43);
  const end = await browser.open(await new ProviderVisitor("ada").answer(authorization));
  expect(end.pathname).toBe("/account");
});

test.each(DEFECTS)(
  "3: another provider's id token with the defect %s creates no session",
  async (name) => {
    const browser = new Browser(emulator);
    const callback = await answerFor(browser);
    second.misbehave(name);
    const end = await browser.open(callback);
    expect(end.pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
    expect(await allSessions()).toHaveLength(1);
  },
);

const PLAIN_FAILURES = [
  ["fails", { answer: { status: 500, body: "" } }],
  ["is busy", { answer: { status: 429, body: "" } }],
  ["refuses", { answer: { status: 401, body: "{}" } }],
  ["talks nonsense", { answer: { status: 200, body: "<html>" } }],
  ["returns an empty object", { change: () => ({}) }],
  ["breaks the connection", { answer: "broken connection" }],
] satisfies [string, Omit<ProviderFault, "path">][];

test.each(
  (["/token", DISCOVERY] as const).flatMap((path) =>
    PLAIN_FAILURES.map(([what, fault]) => [path, what, fault] as const),
  ),
)("3: another provider whose %s %s creates no session", async (path, _, fault) => {
  await expectNoSession("provider_error", { path, ...fault });
});

test("3: another provider that sends no id token creates no session", async () => {
  const change = (tokens: Record<string, unknown>) => ({ ...tokens, id_token: undefined });
  await expectNoSession("provider_error", { path: "/token", change });
});

let moves = 0;

/** Makes the app fetch the keys again, which it otherwise keeps. */
function movedKeys(): ProviderFault {
  moves += 1;
  const address = `${second.issuer}/jwks?move=${moves}`;
  return { path: DISCOVERY, change: (document) => ({ ...document, jwks_uri: address }) };
}

test("another provider can move its keys", async () => {
  second.faults = [movedKeys()];
  await enter();
});

test.each(PLAIN_FAILURES)(
  "3: another provider whose list of keys %s creates no session",
  async (_, fault) => {
    await expectNoSession("provider_error", movedKeys(), { path: "/jwks", ...fault });
  },
);

test("3: another provider's id token under an unpublished key creates no session", async () => {
  const { publicKey } = await generateKeyPair("RS256");
  const keys = [{ ...(await exportJWK(publicKey)), kid: "second" }];
  await expectNoSession("id_token_invalid", movedKeys(), {
    path: "/jwks",
    change: () => ({ keys }),
  });
});

test.each([
  ["a name that begins like the issuer's", () => `${second.issuer}x`],
  ["the issuer's name with a slash", () => `${second.issuer}/`],
  ["another host", () => "https://evil.example"],
])(
  "4: another provider's discovery document with the issuer %s creates no session",
  async (_, issuer) => {
    const change = (document: Record<string, unknown>) => ({ ...document, issuer: issuer() });
    await expectNoSession("provider_error", { path: DISCOVERY, change });
  },
);

test("4: another provider's keys from another host over plain http create no session", async () => {
  const change = (document: Record<string, unknown>) => ({
    ...document,
    jwks_uri: "http://evil.example/jwks",
  });
  await expectNoSession("provider_error", { path: DISCOVERY, change });
});

test.each(["state", "code", "iss"])(
  "2: a callback of another provider with a forged %s creates no session",
  async (name) => {
    const browser = new Browser(emulator);
    const callback = await answerFor(browser);
    callback.searchParams.set(name, "forged");
    expect((await browser.open(callback)).pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
  },
);

test.each(["state", "iss"])(
  "2: a callback of another provider without its %s creates no session",
  async (name) => {
    const browser = new Browser(emulator);
    const callback = await answerFor(browser);
    callback.searchParams.delete(name);
    expect((await browser.open(callback)).pathname).toBe("/auth-error");
    expect(browser.hasSession()).toBe(false);
  },
);

test("2: another provider's callback in a browser that began no sign-in creates no session", async () => {
  const callback = await answerFor(new Browser(emulator));
  const victim = new Browser(emulator);
  expect((await victim.open(callback)).pathname).toBe("/auth-error");
  expect(victim.hasSession()).toBe(false);
});

test("2: another user's code from another provider creates no session", async () => {
  const stolen = (await answerFor(new Browser(emulator), "mallory")).searchParams.get("code") ?? "";
  const browser = new Browser(emulator);
  const callback = await answerFor(browser);
  callback.searchParams.set("code", stolen);
  expect((await browser.open(callback)).pathname).toBe("/auth-error");
  expect(browser.hasSession()).toBe(false);
});

test("9: a passkey sign-in's cookies open nothing at another provider's callback", async () => {
  const victim = ada.elsewhere();
  const callback = await answerFor(new Browser(emulator));
  const started = await victim.start();
  callback.searchParams.set("state", started.searchParams.get("state") ?? "");
  expect((await victim.open(callback)).pathname).toBe("/auth-error");
  expect(victim.hasSession()).toBe(false);
});

test("9: another provider's response opens nothing at the passkey callback", async () => {
  const victim = ada.elsewhere();
  const callback = await answerFor(new Browser(emulator));
  const started = await victim.start();
  callback.pathname = "/api/auth/callback/beyondidentity";
  callback.searchParams.set("state", started.searchParams.get("state") ?? "");
  expect((await victim.open(callback)).pathname).toBe("/auth-error");
  expect(victim.hasSession()).toBe(false);
});

test("6: the same address and id at another provider are another account", async () => {
  const id = emulator.store.state.identities[0]?.id ?? "";
  const other = await enter(id);
  expect(await other.session()).toMatchObject({
    issuer: second.issuer,
    user: { id, email: "ada@example.com" },
  });
  expect((await other.json("GET", "/api/passkeys")).status).toBe(403);
  for (const delivery of ["here", "email"]) {
    expect((await other.json("POST", "/api/passkeys", { delivery })).status).toBe(403);
  }
  const theirs = await (await other.json("GET", "/api/sessions")).json();
  expect(theirs.sessions).toHaveLength(1);
  await other.json("DELETE", "/api/sessions");
  expect(await ada.session()).not.toBeNull();
});

test("17: another OpenID Connect provider's tokens are neither stored nor sent to the backend", async () => {
  const other = await enter();
  const row = (await allSessions()).find(({ issuer }) => issuer === second.issuer);
  expect(row).toMatchObject({ tokens: null, backendToken: null, accessTokenExpiresAt: null });
  expect((await other.json("GET", "/api/backend/me")).status).toBe(403);
});
