import { onTestFinished } from "vitest";
import type { BrowserUnderTest } from "./browser-under-test.ts";
import type { Limit, Tab } from "./tab.ts";

/** Starts a browser that ends with the test. If the test fails, its output says what the page showed. */
export async function openTab(browser: BrowserUnderTest, limit?: Limit): Promise<Tab> {
  const tab = await browser.open(limit);
  onTestFinished(async ({ task }) => {
    if (task.result?.state === "fail") {
      process.stderr.write(`${browser.name} showed\n${await lastSeen(tab)}\n`);
    }
    await tab.close();
  });
  return tab;
}

async function lastSeen(tab: Tab): Promise<string> {
  const [address, text] = [await tab.address(), await tab.text()];
  return [address, text, ...tab.problems()].join("\n");
}
