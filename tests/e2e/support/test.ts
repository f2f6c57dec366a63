import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";

const LOOPBACK = /^(localhost|[^.]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** Problems of a browser context, and those that the test expects. */
type Watched = { problems: string[]; expected: RegExp[] };

/**
 * Playwright's test with a watch over every context: console errors, uncaught errors, violations of the
 * Content-Security-Policy and requests that leave loopback fail the test.
 */
export const test = base.extend<{
  watched: Watched;
  /** Announces a console error, or another problem, that this test causes on purpose. */
  expectConsoleError: (pattern: RegExp) => void;
  /** Opens another browser context, watched like the first. */
  otherBrowser: () => Promise<BrowserContext>;
}>({
  watched: [
    async ({ browserName: _ }, use) => {
      const watched: Watched = { problems: [], expected: [] };
      await use(watched);
      const unexpected = watched.problems.filter(
        (problem) => !watched.expected.some((pattern) => pattern.test(problem)),
      );
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  expectConsoleError: async ({ watched }, use) => {
    await use((pattern) => watched.expected.push(pattern));
  },
  context: async ({ context, watched }, use) => {
    await watch(context, watched);
    await use(context);
  },
  otherBrowser: async ({ browser, watched, baseURL, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({
        ...contextOptions,
        ...(baseURL ? { baseURL } : {}),
      });
      await watch(context, watched);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

async function watch(context: BrowserContext, { problems }: Watched): Promise<void> {
  await context.exposeBinding("reportViolation", (_, directive: string) => {
    problems.push(`CSP violation: ${directive}`);
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      const report: unknown = Reflect.get(window, "reportViolation");
      if (typeof report === "function") report(`${violatedDirective} ${blockedURI}`);
    });
  });
  context.on("console", (message) => {
    if (message.type() === "error")
      problems.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on("request", (request) => {
    const { protocol, hostname, href } = new URL(request.url());
    if (/^(https?|wss?):$/.test(protocol) && !LOOPBACK.test(hostname)) {
      problems.push(`request off loopback: ${href}`);
    }
  });
}

/** @returns the page's own alert. Next.js keeps an empty one outside of the content to announce routes. */
export function alertOn(page: Page): Locator {
  return page.getByRole("main").getByRole("alert");
}

export { expect };
