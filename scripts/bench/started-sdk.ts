import type { APIResponse, Page } from "@playwright/test";
import { openAnew, timesOf } from "./chromium-browser.ts";

/**
 * Signs in by the requests that a click leads to, with an SDK that is started before. It opens no page but the account.
 *
 * @param page of a user with a passkey, whose profile ignores the pages' policy
 * @param app origin of the starter with the pages of the bench
 * @returns milliseconds from the first request until the account's heading is there
 */
export async function signInWithStartedSdk(page: Page, app: string): Promise<number> {
  await openAnew(page, `${app}/bench/sdk`, true);
  await page.getByRole("heading", { name: "Started" }).waitFor();
  const passkeyId = await page.evaluate(async () => (await benchSdk?.getPasskeys())?.[0]?.id);
  if (passkeyId === undefined) throw new Error("This profile has no passkey.");
  const started = performance.timeOrigin + performance.now();
  const { request } = page.context();
  const { csrfToken } = await (await request.get(`${app}/api/auth/csrf`)).json();
  const begun = await request.post(`${app}/api/auth/signin/beyondidentity`, {
    form: { csrfToken, callbackUrl: `${app}/account` },
    headers: { origin: app },
    maxRedirects: 0,
  });
  const authorized = await request.get(locationOf(begun), { maxRedirects: 0 });
  const callback = await page.evaluate(
    async ([address = "", id = ""]) => (await benchSdk?.authenticate(address, id))?.redirectUrl,
    [locationOf(authorized), passkeyId],
  );
  await page.goto(callback ?? "", { waitUntil: "commit" });
  return (await timesOf(page)).arrived - started;
}

function locationOf(response: APIResponse): string {
  return response.headers().location ?? "";
}
