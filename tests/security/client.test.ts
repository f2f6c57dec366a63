import { beforeAll, expect, test, vi } from "vitest";
import { createManagementApi } from "@/lib/beyond-identity/cloud/management-api";
import { DELETION_SCOPES, MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { getEnv } from "@/lib/env/env";
import { beyondIdentity } from "@/lib/providers/beyond-identity";
import { Browser } from "../support/in-process/browser.ts";
import { APP_ORIGIN, ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";

const emulator = standInForTheCloud({ keeps: true });
let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});

test("5: the redirect URI is one exact address", async () => {
  const authorization = await browser.start();
  expect(authorization.searchParams.get("redirect_uri")).toBe(
    `${APP_ORIGIN}/api/auth/callback/beyondidentity`,
  );
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "https:evil.example",
  "javascript:alert(1)",
])("5: signing in never ends at %s", async (callbackUrl) => {
  browser.forgetCookies();
  const end = await browser.open(await browser.answer(await browser.start({}, callbackUrl)));
  expect(end.origin).toBe(APP_ORIGIN);
});

/** OpenID Connect Core 1.0, sections 2 and 5.4. */
const SCOPE_OF: Partial<Record<string, string>> = {
  sub: "openid",
  name: "profile",
  preferred_username: "profile",
  email: "email",
};

test("7: a sign-in requests only the scopes of the claims in use", async () => {
  const used = await claimsInUse();
  const fallbacks = await Promise.all(used.map(claimsInUse));
  const scopes = [...used, ...fallbacks.flat()].map((claim) => SCOPE_OF[claim] ?? claim);
  const authorization = await browser.start();
  const asked = authorization.searchParams.get("scope")?.split(" ") ?? [];
  expect(asked.sort()).toEqual([...new Set(scopes)].sort());
});

/** @returns the claims that a profile is made of when the id token has all of them, except perhaps one. */
async function claimsInUse(missing?: string): Promise<string[]> {
  const claims = new Proxy(
    { sub: "sub" },
    { get: (_, claim) => (claim === missing ? undefined : String(claim)) },
  );
  const profile = (await beyondIdentity(getEnv()).profile?.(claims, {})) ?? {};
  return Object.values(profile).filter((value) => typeof value === "string");
}

test("7: the management client requests the scopes that it uses, and no others", async () => {
  for (const missing of MANAGEMENT_SCOPES) {
    const scopes = MANAGEMENT_SCOPES.filter((scope) => scope !== missing);
    expect(await refusedOperations(scopes), `without ${missing}`).not.toEqual([]);
  }
  expect(await refusedOperations(MANAGEMENT_SCOPES)).toEqual([]);
});

/** Calls every operation of the management client with a token of exactly these scopes. */
async function refusedOperations(scopes: string[]): Promise<string[]> {
  const env = getEnv();
  if (!env.management) throw new Error("the tests have access to the management API");
  const credentials = { type: "token", token: await managementToken(scopes) } as const;
  const api = createManagementApi({ ...env, management: { ...env.management, credentials } });
  const id = emulator.store.state.identities[0]?.id ?? "";
  const operations = [
    api.createIdentity({ username: "ada@example.com", email: "x@example.com", displayName: "x" }),
    api.findIdentityByUsername("ada@example.com"),
    api.mailBindingLink(id),
    api.listBindingJobs(id),
    api.revokeBindingJob(id, "0123456789abcdef"),
    api.listPasskeys(id),
    api.revokePasskey(id, "0123456789abcdef"),
    api.revokeToken("unknown"),
  ];
  const outcomes = await Promise.allSettled(operations);
  return outcomes.flatMap((outcome) =>
    outcome.status === "rejected" && outcome.reason.code === "cloud_unauthorized"
      ? [outcome.reason.operation]
      : [],
  );
}

async function managementToken(scopes: string[]): Promise<string> {
  const { BEYOND_IDENTITY_API_CLIENT_ID: id, BEYOND_IDENTITY_API_CLIENT_SECRET: secret } =
    ENVIRONMENT;
  const response = await fetch(`${ENVIRONMENT.BEYOND_IDENTITY_API_ISSUER}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", scope: scopes.join(" ") }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

test("7: only a separate token, good for nothing else, may delete identities", async () => {
  expect(MANAGEMENT_SCOPES).not.toContain("identities:delete");
  const refused = await refusedOperations(DELETION_SCOPES);
  expect(refused.length).toBeGreaterThan(7);
  const asked: (string | null)[] = [];
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...parameters) => {
    const request = new Request(...parameters);
    if (request.url.endsWith("/token")) {
      asked.push(new URLSearchParams(await request.clone().text()).get("scope"));
    }
    return send(request);
  });
  const api = createManagementApi(getEnv());
  await expect(api.deleteIdentity("0123456789abcdef")).rejects.toMatchObject({
    reason: "not_found",
  });
  await api.findIdentityByUsername("ada@example.com");
  expect(asked).toEqual([DELETION_SCOPES.join(" "), MANAGEMENT_SCOPES.join(" ")]);
});

test("8: the client secret goes only to the token endpoint, in the Basic header", async () => {
  browser.forgetCookies();
  const send = globalThis.fetch;
  const sent: { url: string; authorization: string; rest: string }[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (...parameters) => {
    const request = new Request(...parameters);
    const authorization = request.headers.get("authorization") ?? "";
    const headers = [...request.headers].filter(([name]) => name !== "authorization");
    const rest = `${request.url} ${JSON.stringify(headers)} ${await request.clone().text()}`;
    sent.push({ url: request.url, authorization, rest });
    return send(request);
  });
  await browser.signIn();
  const secret = ENVIRONMENT.BEYOND_IDENTITY_CLIENT_SECRET;
  const holds = (text: string) =>
    text.includes(secret) ||
    Buffer.from(text.replace(/^Basic /, ""), "base64")
      .toString()
      .includes(secret);
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.filter(({ rest }) => holds(rest))).toEqual([]);
  expect(sent.filter(({ authorization }) => holds(authorization)).map(({ url }) => url)).toEqual([
    `${ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY}/token`,
  ]);
});

test.each(["Bearer %E0%A4%A", "Bearer", "Basic !!!", "\u00ff"])(
  "9: the malformed Authorization header %j counts as absent",
  async (authorization) => {
    browser.forgetCookies();
    const refused = await browser.json("GET", "/api/sessions", undefined, { authorization });
    expect(refused.status).toBe(401);
    const callback = await browser.answer(await browser.start({ authorization }));
    expect((await browser.open(callback, { authorization })).pathname).toBe("/account");
    expect(await browser.session()).not.toBeNull();
  },
);

test("12: the session cookie is HttpOnly and SameSite=Lax, and holds only an id", async () => {
  browser.forgetCookies();
  const callback = await browser.answer(await browser.start());
  const response = await browser.send("GET", `${callback.pathname}${callback.search}`);
  const line =
    response.headers.getSetCookie().find((cookie) => /session-token=/.test(cookie)) ?? "";
  expect(line).toMatch(/HttpOnly/i);
  expect(line).toMatch(/SameSite=Lax/i);
  expect(line).toMatch(/Path=\/(;|$)/i);
  expect(line.length).toBeLessThan(1024);
  const { decode } = await import("next-auth/jwt");
  const token = await decode({
    token: browser.sessionCookie() ?? "",
    secret: ENVIRONMENT.AUTH_SECRET,
    salt: "authjs.session-token",
  });
  expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid"]);
});
