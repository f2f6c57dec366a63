import { createRequire } from "node:module";
import type { BrowserContext, Page } from "@playwright/test";
import { z } from "zod";

const require = createRequire(import.meta.url);
const AXE = require.resolve("axe-core/axe.min.js");
const resultSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** Puts axe-core into every page of a context; a script tag would be stopped by the pages' policy. */
export async function addAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: AXE });
}

/** @returns what axe-core finds wrong with the page, in light and in dark. */
export async function violations(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const result: unknown = await page.evaluate("axe.run()");
    for (const { id, nodes } of resultSchema.parse(result).violations) {
      found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html}`));
    }
  }
  return found;
}
