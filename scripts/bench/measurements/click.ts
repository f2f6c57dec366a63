import type { Page } from "@playwright/test";
import { enrolledPage, launchChromium, openAnew, timesOf } from "../chromium-browser.ts";
import { type Effort, inTurn, millisecondsOf } from "../measurement.ts";
import type { Row } from "../results.ts";
import { type ServedApp, serveApp } from "../served-app.ts";
import { signInWithStartedSdk } from "../started-sdk.ts";

/** A user reads before they click. */
const READING_MS = 1_000;

/**
 * From the click on "Sign in with a passkey" until the account's heading is there. The floor makes the same requests and
 * signatures with the SDK already started, and opens no page between the click and the account.
 */
export async function measure({ runs }: Effort): Promise<Row[]> {
  const [starter, guide] = [await serveApp("starter"), await serveApp("auth-js")];
  const browser = await launchChromium();
  try {
    const page = await enrolledPage(browser, starter);
    const pageOfGuide = await enrolledPage(browser, guide);
    const floor = await enrolledPage(browser, starter, true);
    const device = starter.newBrowser();
    await device.join("grace@example.com");
    const subject = (id: string, title: string, once: () => Promise<number>) => {
      return { id, title, unit: "ms" as const, once };
    };
    return await inTurn(
      [
        subject("starter", "this starter", () => clicked(page, `${starter.origin}/sign-in`)),
        subject("guide", "the way of the vendor's guide", () => clicked(pageOfGuide, guide.origin)),
        subject("floor", "the floor", () => signInWithStartedSdk(floor, starter.origin)),
        subject("http", "the requests and the signature alone, without a browser", () =>
          millisecondsOf(async () => {
            await device.signIn();
            await (await device.send("GET", "/account")).text();
          }),
        ),
        subject("starter-cold", "this starter, empty cache", () =>
          clicked(page, `${starter.origin}/sign-in`, false),
        ),
        subject("guide-cold", "the way of the vendor's guide, empty cache", () =>
          clicked(pageOfGuide, guide.origin, false),
        ),
      ],
      runs,
    );
  } finally {
    await browser.close();
    await Promise.all([starter, guide].map((app: ServedApp) => app.stop()));
  }
}

async function clicked(page: Page, address: string, hasCache = true): Promise<number> {
  await openAnew(page, address, hasCache);
  await page.waitForTimeout(READING_MS);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  const times = await timesOf(page);
  return times.arrived - times.clicked;
}
