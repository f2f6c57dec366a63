import type { BrowserContext, Page } from "@playwright/test";
import {
  createPasskey,
  expectAccountOf,
  newAddress,
  openMailedLink,
  register,
  signOut,
  startSignIn,
} from "./support/person.ts";
import { expect, test } from "./support/test.ts";

const SDK = /\/_next\/static\/.*bi-embedded.*\.js$/;

/** What a browser asked for the SDK, and whether its cache answered. */
type SdkRequest = { fromCache: boolean; headers: Record<string, string> };

/** @returns the requests for the SDK, in the order of their answers. The list grows. */
async function watchSdk(context: BrowserContext, page: Page): Promise<SdkRequest[]> {
  const seen: SdkRequest[] = [];
  const cached = new Set<string>();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  session.on("Network.requestServedFromCache", ({ requestId }) => cached.add(requestId));
  session.on("Network.responseReceived", ({ requestId, response }) => {
    if (!SDK.test(response.url)) return;
    const fromCache = cached.has(requestId) || response.fromDiskCache === true;
    seen.push({ fromCache, headers: response.headers });
  });
  return seen;
}

test("one download of the SDK, while the user reads, serves every page that runs it", async ({
  page,
  context,
}) => {
  const seen = await watchSdk(context, page);
  const address = newAddress();
  const downloaded = page.waitForEvent("requestfinished", (request) => SDK.test(request.url()));
  await register(page, address);
  await downloaded;
  expect(seen).toHaveLength(1);
  await openMailedLink(page, address);
  await createPasskey(page, address);
  await signOut(page);
  await startSignIn(page);
  await expectAccountOf(page, address);

  expect(seen.length).toBeGreaterThan(2);
  expect(seen.map(({ fromCache }) => fromCache)).toEqual([false, ...seen.slice(1).map(() => true)]);
  const headers = Object.entries(seen[0]?.headers ?? {}).map(([name, value]) => [
    name.toLowerCase(),
    value,
  ]);
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "public, max-age=31536000, immutable",
    "content-encoding": "br",
    vary: expect.stringContaining("Accept-Encoding"),
  });
});

test("a browser that saves data downloads the SDK only on the page that runs it", async ({
  page,
  context,
}) => {
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, "connection", { value: { saveData: true } });
  });
  const seen = await watchSdk(context, page);
  await page.goto("/sign-in", { waitUntil: "networkidle" });
  expect(seen).toEqual([]);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByRole("heading", { name: "No passkey in this browser" })).toBeVisible();
  expect(seen).toHaveLength(1);
});
