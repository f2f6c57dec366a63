import puppeteer, { type ElementHandle, type LaunchOptions, type Page } from "puppeteer-core";
import { leavesLoopback } from "./loopback.ts";
import { pageScript } from "./page-script.ts";
import { ELEMENTS, type Limit, PATIENCE_MS, type Role, type Tab } from "./tab.ts";
import { until } from "./until.ts";

/**
 * Starts Chromium (over the DevTools protocol) or Firefox (over WebDriver BiDi).
 *
 * @param prepare makes the page withhold what the options of the browser cannot
 */
export async function openPuppeteerTab(
  options: LaunchOptions,
  limit: Limit | undefined,
  prepare?: (page: Page) => Promise<void>,
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
  await prepare?.(page);
  const find = (role: Role, name: string, which: 0 | -1) =>
    until(
      `${role} “${name}”`,
      async () => {
        const element = (await visible(page, role, name)).at(which);
        return element && standingStill(element);
      },
      isOfLeftPage,
    );
  const click = async (role: Role, name: string, which: 0 | -1, count = 1) => {
    const { point } = await find(role, name, which);
    // Once, because a click that has worked can fail too, when it leaves the page.
    await page.mouse.click(point.x, point.y, { count });
  };
  return {
    visit: async (address) => void (await page.goto(address, { waitUntil: "domcontentloaded" })),
    back: () => page.evaluate(() => history.back()),
    address: () => page.evaluate(() => location.href),
    click: (role, name) => click(role, name, 0),
    doubleClick: (role, name) => click(role, name, 0, 2),
    press: async (role, name) => (await find(role, name, 0)).element.press("Enter"),
    clickLast: (role, name) => click(role, name, -1),
    fill: async (name, text) => {
      await click("textbox", name, 0);
      await page.evaluate(() => (document.activeElement as HTMLInputElement).select());
      await page.keyboard.type(text);
    },
    see: async (role, name) =>
      void (await until(
        `${role} “${name}”`,
        async () => (await visible(page, role, name)).at(0),
        isOfLeftPage,
      )),
    count: async (role, name) => (await visible(page, role, name)).length,
    text: () => page.evaluate(() => document.body.innerText),
    problems: () => problems,
    close: () => browser.close(),
  };
}

/**
 * Asks the browser itself for the role and the name, but only of elements with the right text. For each element that has no
 * role, such as a `span`, Firefox lays out the whole page twice again.
 */
async function visible(page: Page, role: Role, name: string): Promise<ElementHandle[]> {
  const elements = await page.$$(ELEMENTS[role]);
  const matches = elements.map(
    async (element) =>
      (await element.evaluate(hasText, name)) &&
      (await element.isVisible()) &&
      (await element.$(`::-p-aria([name="${name}"][role="${role}"])`)) !== null,
  );
  const isMatch = await Promise.all(matches);
  return elements.filter((_, index) => isMatch[index]);
}

/** Runs in the page. */
function hasText(element: Element, text: string): boolean {
  const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
  return [element, ...labels].some((it) => it.textContent?.includes(text));
}

/** @returns the element and the point to click, unless it moves */
async function standingStill(element: ElementHandle) {
  await element.scrollIntoView();
  const [before, point] = [await element.clickablePoint(), await element.clickablePoint()];
  return before.x === point.x && before.y === point.y ? { element, point } : undefined;
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
