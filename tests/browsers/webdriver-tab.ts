import { readFileSync } from "node:fs";
import { By, error, Key, type WebDriver, type WebElement } from "selenium-webdriver";
import { leavesLoopback } from "./loopback.ts";
import { ELEMENTS, type Role, type Tab } from "./tab.ts";
import { until } from "./until.ts";

const NOT_YET = [
  error.ElementClickInterceptedError,
  error.ElementNotInteractableError,
  error.NoSuchElementError,
  error.StaleElementReferenceError,
];

/**
 * A tab that speaks W3C WebDriver.
 *
 * @param options.logged the file with the browser's console and its requests
 * @param options.close ends the browser
 */
export function webDriverTab(
  driver: WebDriver,
  { logged, close }: { logged: string; close(): Promise<void> },
): Tab {
  const act = async (
    role: Role,
    name: string,
    which: 0 | -1,
    action: (it: WebElement) => Promise<void>,
  ): Promise<void> => {
    const attempt = async () => {
      const found = (await visible(driver, role, name)).at(which);
      if (!found || !(await standsStill(found))) return undefined;
      await action(found);
      return found;
    };
    await until(`${role} “${name}”`, attempt, isTransient);
  };
  return {
    visit: (address) => driver.get(address),
    back: () => driver.navigate().back(),
    address: () => driver.getCurrentUrl(),
    click: (role, name) => act(role, name, 0, (it) => it.click()),
    doubleClick: (role, name) =>
      act(role, name, 0, (it) => driver.actions().doubleClick(it).perform()),
    press: (role, name) => act(role, name, 0, (it) => it.sendKeys(Key.ENTER)),
    clickLast: (role, name) => act(role, name, -1, (it) => it.click()),
    fill: (name, text) =>
      act("textbox", name, 0, async (it) => {
        await it.clear();
        await it.sendKeys(text);
      }),
    see: async (role, name) =>
      void (await until(
        `${role} “${name}”`,
        async () => (await visible(driver, role, name)).at(0),
        isTransient,
      )),
    count: async (role, name) => (await visible(driver, role, name)).length,
    text: () => driver.executeScript("return document.body.innerText"),
    problems: () => problemsIn(readFileSync(logged, "utf8")),
    close,
  };
}

async function visible(driver: WebDriver, role: Role, name: string): Promise<WebElement[]> {
  const found: WebElement[] = [];
  for (const element of await driver.findElements(By.css(ELEMENTS[role]))) {
    // WebKit refuses to name an element that is not displayed.
    if (!(await element.isDisplayed())) continue;
    if ((await element.getAccessibleName()) !== name) continue;
    if ((await element.getAriaRole()) === role) found.push(element);
  }
  return found;
}

/** WebDriver clicks where the element was, even if it moves. */
async function standsStill(element: WebElement): Promise<boolean> {
  const [before, after] = [await element.getRect(), await element.getRect()];
  return before.x === after.x && before.y === after.y;
}

/** The page has changed between two commands, or covers the element. */
function isTransient(reason: unknown): boolean {
  return NOT_YET.some((kind) => reason instanceof kind) || isOfLeftPage(reason);
}

/** WebKit says "unknown error" or "no such frame" when the page is left while it looks at an element. */
function isOfLeftPage(reason: unknown): boolean {
  if (reason instanceof error.NoSuchFrameError) return true;
  return reason instanceof Error && reason.constructor === error.WebDriverError;
}

function problemsIn(log: string): string[] {
  return log.split("\n").flatMap((line) => {
    const [, kind, what = ""] = /^(PROBLEM|REQUEST) (.*)$/.exec(line) ?? [];
    if (kind === "PROBLEM") return what;
    return kind === "REQUEST" && leavesLoopback(what) ? `request off loopback: ${what}` : [];
  });
}
