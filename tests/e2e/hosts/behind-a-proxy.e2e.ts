import { mailedLink } from "../support/mailed-link.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { expectAccountOf, newAddress } from "../support/person.ts";
import { type ReverseProxy, startReverseProxy } from "../support/reverse-proxy.ts";
import { expect, test } from "../support/test.ts";

const PUBLIC_PORT = 3520;
const APP_PORT = 3521;
const EMULATOR_PORT = 4921;
const PUBLIC = `http://localhost:${PUBLIC_PORT}`;

/** It needs servers of its own. `tests/security` shows that a form of another site is refused. */
const DEEP = { tag: "@deep" };

let servers: OwnServers;
let proxy: ReverseProxy;

test.use({ baseURL: PUBLIC });

// All share the servers.
test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], {
    AUTH_URL: PUBLIC,
    TRUSTED_PROXIES: "1",
    RATE_LIMIT_MULTIPLIER: "100",
  });
  proxy = await startReverseProxy(PUBLIC_PORT, APP_PORT);
});
test.afterAll(async () => {
  proxy?.close();
  await servers?.stop();
});

test("every form works behind a proxy that hides the public name", DEEP, async ({ page }) => {
  proxy.writes({ host: "app.internal" });
  const address = newAddress();
  await page.goto("/register");
  await page.getByRole("textbox", { name: "Email" }).fill(address);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("heading", { name: "Check your email" })).toBeVisible();
  await page.goto(await mailedLink(servers.emulator, address));
  await page.getByRole("button", { name: "Create passkey" }).click();
  await expectAccountOf(page, address);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expectAccountOf(page, address);
});

test("the log names error classes and why a sign-in could not begin", DEEP, async ({ request }) => {
  proxy.writes({});
  servers.emulator.faults.plant({ match: { path: "/openid-configuration" }, status: 503 });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  await request.post("/api/auth/signin/beyondidentity", { form: { csrfToken } });
  servers.emulator.faults.clear();
  const printed = servers.printed();
  expect(printed).toContain(
    '"event":"cloud_call_failed","operation":"openid-configuration","status":503',
  );
  expect(printed).toMatch(/"event":"auth_error","type":"[A-Z]\w{9,}"/);
  expect(printed).not.toMatch(/"(type|cause)":"\w{1,3}"/);
});

for (const [what, headers] of [
  ["its own name and port as the Host", { host: `localhost:${APP_PORT}` }],
  ["an inner name as the Host", { host: "app.internal" }],
  ["an address as the Host", { host: `127.0.0.1:${APP_PORT}` }],
  ["a forwarded host without its port", { "x-forwarded-host": "localhost" }],
  [
    "a forwarded host of two proxies",
    { host: "app.internal", "x-forwarded-host": `localhost:${PUBLIC_PORT}, app.internal` },
  ],
] as const) {
  test(`behind a proxy that passes ${what}, the app accepts only its own forms`, DEEP, async () => {
    proxy.writes(headers);
    const page = await (await fetch(`${PUBLIC}/sign-in`)).text();
    const [action = ""] = page.match(/\$ACTION_ID_[\da-f]+/) ?? [];
    const send = (origin: string) => {
      const body = new FormData();
      body.set(action, "");
      return fetch(`${PUBLIC}/sign-in`, {
        method: "POST",
        headers: { origin },
        body,
        redirect: "manual",
      });
    };
    const issuer = `http://localhost:${EMULATOR_PORT}`;
    const own = await send(PUBLIC);
    expect(own.status).toBe(303);
    expect(own.headers.get("location")).toContain(issuer);
    for (const origin of [
      "https://evil.example",
      "http://localhost",
      `http://localhost:${PUBLIC_PORT + 1}`,
      `${PUBLIC}.evil.example`,
      "null",
    ]) {
      const foreign = await send(origin);
      expect(foreign.headers.get("location") ?? "", origin).not.toContain(issuer);
    }
  });
}
