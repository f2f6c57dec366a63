import puppeteer, { type ElementHandle, type LaunchOptions, type Page } from "puppeteer-core";
import { leavesLoopback } from "./loopback.ts";
import { IS_HYDRATED, pageScript } from "./page-script.ts";
import { ELEMENTS, type Limit, PATIENCE_MS, type Role, type Tab } from "./tab.ts";
import { until } from "./until.ts";

/** Starts Chromium (over the DevTools protocol) or Firefox (over WebDriver BiDi). */
export async function openPuppeteerTab(
  options: LaunchOptions,
  limit: Limit | undefined,
): Promise<Tab> {
  const browser = await puppeteer.launch({
    headless: true,
    defaultViewport: { width: 1280, height: 800 },
    ...options,
  });
  const [page = await browser.newPage()] = await browser.pages();
  page.setDefaultTimeout(PATIENCE_MS);
  const problems = watch(page);
  await page.evaluateOnNewDocument(pageScript(limit, true));
  const act = async (role: Role, name: string, which: 0 | -1) => {
    let place = { x: 0, y: 0 };
    const findPlace = async () => {
      const element = (await visible(page, role, name)).at(which);
      if (!element || !(await page.evaluate(IS_HYDRATED))) return false;
      await element.scrollIntoView();
      const before = await element.clickablePoint();
      place = await element.clickablePoint();
      return before.x === place.x && before.y === place.y;
    };
    await until(`${role} “${name}”`, findPlace, isOfLeftPage);
    // Once, because the click may have worked although the page was left before the browser said so.
    await page.mouse.click(place.x, place.y);
  };
  return {
    visit: async (address) => void (await page.goto(address, { waitUntil: "domcontentloaded" })),
    back: () => page.evaluate(() => history.back()),
    address: () => page.evaluate(() => location.href),
    click: (role, name) => act(role, name, 0),
    clickLast: (role, name) => act(role, name, -1),
    fill: async (name, text) => {
      await act("textbox", name, 0);
      await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
      await page.keyboard.type(text);
    },
    see: (role, name) =>
      until(
        `${role} “${name}”`,
        async () => (await visible(page, role, name)).length > 0,
        isOfLeftPage,
      ),
    count: async (role, name) => (await visible(page, role, name)).length,
    text: () => page.evaluate(() => document.body.innerText),
    problems: () => problems,
    close: () => browser.close(),
  };
}

/**
 * Asks the browser for the names of the elements that can have that role. To look through a whole page, Firefox lays it out
 * twice again for each element that has no role, which takes seconds.
 */
async function visible(page: Page, role: Role, name: string): Promise<ElementHandle[]> {
  const found: ElementHandle[] = [];
  for (const element of await page.$$(ELEMENTS[role])) {
    if (!(await element.isVisible())) continue;
    const isNamed = await element.$(`::-p-aria([name="${name}"][role="${role}"])`);
    if (isNamed) found.push(element);
  }
  return found;
}

/** The page was left, or has changed, between two commands. */
function isOfLeftPage(reason: unknown): boolean {
  return reason instanceof Error;
}

function watch(page: Page): string[] {
  const problems: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`uncaught: ${error}`));
  page.on("request", (request) => {
    if (leavesLoopback(request.url())) problems.push(`request off loopback: ${request.url()}`);
  });
  // Firefox does not report these in the console.
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  return problems;
}
