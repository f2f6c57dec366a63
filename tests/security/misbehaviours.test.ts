import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { misbehaviourGroups, misbehaviourNames } from "../../mocks/oidc/misbehaviours/catalogue.ts";
import { VERDICTS } from "../../scripts/misbehaviours/verdicts.ts";
import { DEEP } from "../support/deep.ts";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import { BACKEND, backend, signInWith, startWith } from "./support/misbehaving-issuer.ts";

// Every row needs its own reason in the log, within one minute.
vi.mock("@/lib/log-throttled", async () => {
  const { logEvent } = await import("@/lib/log");
  return {
    logThrottled: (event: string, _: string, fields: Parameters<typeof logEvent>[1]) =>
      logEvent(event, fields),
  };
});

const emulator = standInForTheCloud({
  keeps: true,
  environment: { BACKEND_URL: BACKEND },
  others: [backend],
});

let browser: Browser;

beforeAll(async () => {
  browser = new Browser(emulator);
  await browser.join("ada@example.com");
});
beforeEach(() => browser.forgetCookies());

const documents = Object.keys(misbehaviourGroups["Discovery document"] ?? {});
const rows = Object.entries(VERDICTS);
const refusals = rows.flatMap(([name, verdict]) =>
  typeof verdict === "string" ? [] : [[name, verdict] as const],
);
const acceptances = rows.flatMap(([name, verdict]) => (typeof verdict === "string" ? [name] : []));

/** @returns the requests to an endpoint of the starter's application. */
function requestsTo(endpoint: string) {
  const { pathname } = new URL(`${ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY}${endpoint}`);
  return emulator.journal.entries().filter(({ path }) => path === pathname);
}

test("every misbehaviour of the emulator has a verdict", () => {
  expect(Object.keys(VERDICTS).sort()).toEqual(misbehaviourNames().sort());
});

for (const [name, verdict] of refusals) {
  // The first misbehaviour that is refused for a reason is quick.
  const [first] = refusals.find(([, { log }]) => log === verdict.log) ?? [];
  test(
    `3: an issuer that misbehaves by ${name} is refused`,
    first === name ? {} : DEEP,
    async () => {
      const { ends, isAccepted, log } = await signInWith(browser, name);
      expect({ ends, isAccepted }).toEqual({ ends: verdict.ends, isAccepted: false });
      expect(log[0]).toBe(verdict.log);
      if (documents.includes(name)) expect(requestsTo("/token")).toEqual([]);
    },
  );
}

test.each(acceptances)("an issuer that does %s is accepted", async (name) => {
  expect(await signInWith(browser, name)).toMatchObject({ isAccepted: true, log: [] });
  expect(requestsTo("/userinfo")).toEqual([]);
});

test.each(refusals.filter(([name]) => documents.includes(name)))(
  "4: an issuer that misbehaves by %s is sent no user",
  async (name, verdict) => {
    expect(await startWith(browser, name)).toMatchObject({ ends: verdict.ends });
  },
);
