import { createRequire } from "node:module";
import type { BrowserContext, Page } from "@playwright/test";
import { z } from "zod";

const require = createRequire(import.meta.url);
const AXE = require.resolve("axe-core/axe.min.js");
const resultSchema = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});

/** Loads axe-core into every page of a context. The pages' policy would block a script tag. */
export async function addAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ path: AXE });
}

/** @returns the violations that axe-core finds on the page, in light and dark mode. */
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
