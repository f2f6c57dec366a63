import puppeteer, { type LaunchOptions, type Page } from "puppeteer-core";
import { leavesLoopback } from "./loopback.ts";
import { IS_HYDRATED, pageScript } from "./page-script.ts";
import { type Limit, PATIENCE_MS, type Role, type Tab } from "./tab.ts";

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
  const hydrated = () => page.waitForFunction(IS_HYDRATED, { polling: 50 });
  const one = (role: Role, name: string) => page.locator(byName(role, name));
  return {
    visit: async (address) => void (await page.goto(address, { waitUntil: "domcontentloaded" })),
    back: () => page.evaluate(() => history.back()),
    address: () => page.evaluate(() => location.href),
    click: async (role, name) => {
      await one(role, name).wait();
      await hydrated();
      await one(role, name).click();
    },
    clickLast: async (role, name) => {
      await one(role, name).wait();
      await hydrated();
      await (await page.$$(byName(role, name))).at(-1)?.click();
    },
    fill: async (name, text) => {
      await one("textbox", name).wait();
      await hydrated();
      await one("textbox", name).fill(text);
    },
    see: async (role, name) => void (await one(role, name).wait()),
    count: async (role, name) => (await page.$$(byName(role, name))).length,
    text: () => page.evaluate(() => document.body.innerText),
    problems: () => problems,
    close: () => browser.close(),
  };
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

function byName(role: Role, name: string): string {
  return `::-p-aria([name="${name}"][role="${role}"])`;
}
