import {
  type BrowserContext,
  test as base,
  expect,
  type Locator,
  type Page,
} from "@playwright/test";

const LOOPBACK = /^(localhost|[^.]+\.localhost|127\.0\.0\.1|\[::1\])$/;

/** What a browser context did that it must not do. */
type Misdeeds = { problems: string[]; expected: RegExp[] };

/**
 * Playwright's test with a watch over every context: console errors, uncaught errors, violations of the
 * Content-Security-Policy and requests that leave loopback fail the test.
 */
export const test = base.extend<{
  misdeeds: Misdeeds;
  /** Announces a console error, or another misdeed, that this test provokes on purpose. */
  expectConsoleError: (pattern: RegExp) => void;
  /** Another browser: a context of its own, watched like the first. */
  otherBrowser: () => Promise<BrowserContext>;
}>({
  misdeeds: [
    async ({ browserName: _ }, use) => {
      const misdeeds: Misdeeds = { problems: [], expected: [] };
      await use(misdeeds);
      const unexpected = misdeeds.problems.filter(
        (problem) => !misdeeds.expected.some((pattern) => pattern.test(problem)),
      );
      expect(unexpected).toEqual([]);
    },
    { auto: true },
  ],
  expectConsoleError: async ({ misdeeds }, use) => {
    await use((pattern) => misdeeds.expected.push(pattern));
  },
  context: async ({ context, misdeeds }, use) => {
    await watch(context, misdeeds);
    await use(context);
  },
  otherBrowser: async ({ browser, misdeeds, baseURL, contextOptions }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({
        ...contextOptions,
        ...(baseURL ? { baseURL } : {}),
      });
      await watch(context, misdeeds);
      contexts.push(context);
      return context;
    });
    await Promise.all(contexts.map((context) => context.close()));
  },
});

async function watch(context: BrowserContext, { problems }: Misdeeds): Promise<void> {
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

/** @returns the page's own alert; Next.js keeps an empty one for announcing routes outside of the content. */
export function alertOn(page: Page): Locator {
  return page.getByRole("main").getByRole("alert");
}

export { expect };
