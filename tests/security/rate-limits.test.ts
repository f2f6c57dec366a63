import { HttpResponse, http } from "msw";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { withRequestContext } from "@/lib/request/request-context";
import { inspectBindingLink } from "@/lib/use-cases/inspect-binding-link";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";
import { DEEP } from "../support/deep.ts";
import { bindQueryOf } from "../support/in-process/bind-query.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, changeSessions } from "../support/in-process/rows.ts";
import { setCookies } from "../support/in-process/scope.ts";

const BACKEND = "https://backend.example";

const emulator = standInForTheCloud({
  keeps: true,
  environment: { RATE_LIMIT_MULTIPLIER: "0.1", TRUSTED_PROXIES: "1", BACKEND_URL: BACKEND },
  others: [http.all(`${BACKEND}/*`, () => HttpResponse.json({}))],
});

const DAY_MS = 24 * 60 * 60 * 1000;

let browser: Browser;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(() => {
  // Every limit has expired.
  vi.setSystemTime(Date.now() + 2 * DAY_MS);
  browser.forgetCookies();
});
afterAll(() => {
  vi.useRealTimers();
});

/** Behind one proxy: what the client wrote, then the client as the proxy saw it, then the proxy as this server saw it. */
const from = (client: string, written = "") => ({
  "x-forwarded-for": `${written}${client}, 10.0.0.1`,
});

async function untilRefused(attempt: (index: number) => Promise<Response>) {
  for (let index = 0; index < 60; index += 1) {
    const response = await attempt(index);
    if (response.status === 429) return { response, allowed: index };
  }
  throw new Error("never refused");
}

function expectRefusal(response: Response): void {
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
}

/** @returns a function that sends the callback of one sign-in as the browser that began it would, any number of times. */
async function anyNumberOfCallbacks() {
  const state = (await browser.start(from("203.0.113.99"))).searchParams.get("state") ?? "";
  const path = `/api/auth/callback/beyondidentity?${new URLSearchParams({ code: "c", state })}`;
  return (headers: Record<string, string>) => browser.copy().send("GET", path, { headers });
}

test.each(["register", "recover"])(
  "25: requests to %s are limited per client address, whatever X-Forwarded-For the client writes",
  async (route) => {
    const { response, allowed } = await untilRefused((index) =>
      browser.json(
        "POST",
        `/api/${route}`,
        { email: `p${index}@example.com` },
        {
          ...from("203.0.113.7", `198.51.100.${index}, `),
        },
      ),
    );
    expectRefusal(response);
    expect(await response.json()).toMatchObject({ code: "rate_limited" });
    expect(allowed).toBe(3);
    const other = await browser.json(
      "POST",
      `/api/${route}`,
      { email: "elsewhere@example.com" },
      from("203.0.113.8"),
    );
    expect(other.status).toBe(202);
  },
);

test.each(["register", "recover"])(
  "25: requests to %s are limited per account, known or unknown, over all client addresses",
  async (route) => {
    for (const email of ["ada@example.com", "nobody@example.com"]) {
      const { allowed } = await untilRefused((index) =>
        browser.json("POST", `/api/${route}`, { email }, from(`203.0.113.${index}`)),
      );
      expect(allowed).toBe(1);
    }
  },
);

test("25: addresses of one IPv6 network share their limits", async () => {
  const { allowed } = await untilRefused((index) =>
    browser.json(
      "POST",
      "/api/register",
      { email: `six${index}@example.com` },
      {
        ...from(`2001:db8:1:2::${index + 1}`),
      },
    ),
  );
  expect(allowed).toBe(3);
});

test("25: sign-ins that start or finish are limited per client address", async () => {
  const start = (headers: Record<string, string>) =>
    browser.send("POST", "/api/auth/signin/beyondidentity", { headers, body: "" });
  const started = await untilRefused(() => start(from("203.0.113.7")));
  expectRefusal(started.response);
  expect(started.allowed).toBe(6);

  const finish = await anyNumberOfCallbacks();
  const finished = await untilRefused(() => finish(from("203.0.113.7")));
  expectRefusal(finished.response);
  expect(finished.allowed).toBe(6);
  expect((await finish(from("203.0.113.8"))).status).toBe(302);
});

test("25: a browser over the limit lands on the error page", async () => {
  const headers = { ...from("203.0.113.9"), accept: "text/html" };
  const finish = await anyNumberOfCallbacks();
  const { response } = await untilRefused(() => finish(headers));
  expectRefusal(response);
  expect(response.headers.get("refresh")).toBe("0; url=/auth-error?error=rate_limited");
});

test("25: Auth.js's own client over the limit gets the address of the error page", async () => {
  const csrfToken = await browser.csrfToken();
  const { response } = await untilRefused(() =>
    browser.send("POST", "/api/auth/signin/beyondidentity", {
      headers: { ...from("203.0.113.9"), "x-auth-return-redirect": "1" },
      body: new URLSearchParams({ csrfToken, callbackUrl: "/account/add" }),
    }),
  );
  expect(response.status).toBe(429);
  expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await response.json()).toMatchObject({
    code: "rate_limited",
    url: "http://localhost:3000/auth-error?error=rate_limited&redirectTo=%2Faccount%2Fadd",
  });
});

test("25: sign-ins that a page starts are limited per client address", async () => {
  const start = (headers: Record<string, string>) =>
    setCookies.run([], () =>
      browser.send("POST", "/api/sign-in", {
        headers: { ...headers, "content-type": "application/json" },
        body: "{}",
      }),
    );
  const { response, allowed } = await untilRefused(() => start(from("203.0.113.7")));
  expectRefusal(response);
  expect(allowed).toBe(6);
  expect((await start(from("203.0.113.8"))).status).toBe(200);
});

test("25: opening links is limited per client address", async () => {
  const query = bindQueryOf(emulator);
  const open = (client: string) =>
    withRequestContext(new Headers(from(client)), () => inspectBindingLink(query));
  emulator.journal.clear();
  const refusals = [];
  for (let count = 0; count < 8; count += 1) {
    const link = await open("203.0.113.7");
    refusals.push(link.status === "failed" ? link.code : null);
  }
  expect(refusals).toEqual([...Array(6).fill(null), "rate_limited", "rate_limited"]);
  await withRequestContext(new Headers(from("203.0.113.7")), () => noteBoundPasskey(query));
  const asked = emulator.journal.entries().filter(({ path }) => path.includes("binding-jobs"));
  expect(asked).toHaveLength(6);
  expect((await open("203.0.113.8")).status).not.toBe("failed");
});

async function signInFrom(client: string, one: Browser): Promise<string> {
  const headers = from(client);
  const { pathname, search } = await one.open(await one.answer(await one.start(headers)), headers);
  return `${pathname}${search}`;
}

const REFUSED = "/auth-error?error=rate_limited";

test("25: sign-ins of an account are limited per address, and a stolen passkey locks no other browser out", async () => {
  const thief = browser.elsewhere();
  for (let count = 0; count < 3; count += 1) {
    expect(await signInFrom("198.51.100.7", thief)).toBe("/account");
  }
  expect(await signInFrom("198.51.100.7", thief.elsewhere())).toBe(REFUSED);
  expect(await signInFrom("198.51.100.7", thief)).toBe(REFUSED);
  expect(await signInFrom("203.0.113.7", browser)).toBe("/account");
});

test(
  "25: sign-ins of an account are limited over all addresses, and a browser that knows it gets in",
  DEEP,
  async () => {
    const [owner, other] = [browser.elsewhere(), browser.elsewhere()];
    for (const one of [owner, other]) await signInFrom("198.51.100.9", one);
    await changeSessions({ createdAt: ago(11 * 60_000) });
    const refused = owner.copy();
    const thief = browser.elsewhere();
    let client = 0;
    const end = () => {
      client += 1;
      return signInFrom(`203.0.113.${client}`, thief);
    };
    for (let count = 0; count < 28; count += 1) expect(await end()).toBe("/account");
    expect(await end()).toBe(REFUSED);
    thief.forgetCookies();
    expect(await end()).toBe(REFUSED);
    expect(await signInFrom("203.0.113.200", owner)).toBe("/account");
    expect(await signInFrom("203.0.113.201", other)).toBe("/account");
    expect(await signInFrom("203.0.113.202", owner)).toBe(REFUSED);
    expect(await signInFrom("203.0.113.203", refused)).toBe(REFUSED);
  },
);

test("25: token refreshes are limited per account, over all sessions and addresses", async () => {
  const browsers = [browser, browser.elsewhere()];
  for (const one of browsers) await one.signIn();
  const { response, allowed } = await untilRefused(async (index) => {
    await changeSessions({ accessTokenExpiresAt: ago(1_000) });
    const one = browsers[index % 2] ?? browser;
    return one.json("GET", "/api/backend/notes", undefined, from(`203.0.113.${index}`));
  });
  expectRefusal(response);
  expect(allowed).toBe(2);
});
