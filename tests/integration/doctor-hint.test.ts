import { HttpResponse, http } from "msw";
import { afterEach, beforeAll, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { webApplication } from "../../mocks/oidc/applications.ts";
import { Browser } from "../support/in-process/browser.ts";
import { APP_ORIGIN, ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { requestHeaders } from "../support/in-process/scope.ts";

const ISSUER = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
let issuerInDiscovery: string | undefined;

const emulator = standInForTheCloud({
  keeps: true,
  others: [
    http.get(`${ISSUER}/.well-known/openid-configuration`, () =>
      issuerInDiscovery === undefined
        ? undefined
        : HttpResponse.json({
            issuer: issuerInDiscovery,
            authorization_endpoint: `${ISSUER}/authorize`,
            token_endpoint: `${ISSUER}/token`,
            userinfo_endpoint: `${ISSUER}/userinfo`,
            jwks_uri: `${ISSUER}/.well-known/jwks.json`,
          }),
    ),
  ],
});

let browser: Browser;
let log: MockInstance<typeof console.info>;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(() => {
  browser.forgetCookies();
  log = vi.spyOn(console, "info").mockImplementation(() => undefined);
});
afterEach(() => {
  issuerInDiscovery = undefined;
  protocol().client_secret = ENVIRONMENT.BEYOND_IDENTITY_CLIENT_SECRET;
});

function protocol() {
  const { id } = webApplication(emulator);
  const found = emulator.store.state.world.applications.find((item) => item.id === id);
  if (!found) throw new Error("the world has no application of the starter");
  return found.protocol_config;
}

/** Each ends on the error page. */
const TROUBLES: [check: string, sign: () => Promise<URL>][] = [
  [
    "client-secret",
    () => {
      protocol().client_secret = "another-secret-than-the-app-has";
      return browser.signIn();
    },
  ],
  [
    "issuer-mismatch",
    () => {
      issuerInDiscovery = `${ISSUER}/`;
      return browser.start();
    },
  ],
  [
    "cookies",
    async () => {
      const callback = await browser.answer(await browser.start());
      browser.forgetCookies();
      return browser.open(callback);
    },
  ],
  [
    "grant-type",
    async () => {
      const { searchParams } = await browser.start();
      const state = searchParams.get("state") ?? "";
      const query = new URLSearchParams({ error: "unauthorized_client", state });
      return browser.open(new URL(`${APP_ORIGIN}/api/auth/callback/beyondidentity?${query}`));
    },
  ],
];

test.each(TROUBLES)(
  "in development the address of the error page names %s",
  async (check, sign) => {
    vi.stubEnv("NODE_ENV", "development");
    expect((await sign()).searchParams.get("check")).toBe(check);
  },
);

test.each(TROUBLES)("in production the log alone names %s", async (check, sign) => {
  vi.stubEnv("NODE_ENV", "production");
  const end = await sign();
  expect(end.searchParams.has("check")).toBe(false);
  expect(end.searchParams.has("error")).toBe(true);
  if (check !== "cookies") {
    expect(log.mock.calls.map(([line]) => String(line)).join("\n")).toContain(`"check":"${check}"`);
  }
});

/** What a page's button does. */
function press(redirectUri: string): Promise<string> {
  const { clientId } = webApplication(emulator);
  const query = new URLSearchParams({
    ...{ client_id: clientId, redirect_uri: redirectUri, response_type: "code", scope: "openid" },
    ...{ state: "a-state", code_challenge: "x".repeat(43), code_challenge_method: "S256" },
  });
  return requestHeaders.run(new Headers(), () =>
    startSignIn(async () => `${ISSUER}/authorize?${query}`, { redirectTo: "/account" }),
  );
}

const REGISTERED = `${APP_ORIGIN}/api/auth/callback/beyondidentity`;

test("in development a refused redirect URI leads to the error page, which names the check", async () => {
  vi.stubEnv("NODE_ENV", "development");
  expect(await press(`${REGISTERED}/`)).toBe("/auth-error?error=Configuration&check=redirect-uri");
  expect(await press(REGISTERED)).toContain(`${ISSUER}/authorize?`);
});

test("in production the app asks the issuer nothing before the browser does", async () => {
  vi.stubEnv("NODE_ENV", "production");
  emulator.journal.clear();
  expect(await press(`${REGISTERED}/`)).toContain(`${ISSUER}/authorize?`);
  expect(emulator.journal.entries()).toEqual([]);
});
