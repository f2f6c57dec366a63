import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { build } from "vite";
import { z } from "zod";

const ENTRY = fileURLToPath(new URL("auth-clients-entry.tsx", import.meta.url));
const outputSchema = z.array(
  z.object({ output: z.array(z.object({ type: z.string(), code: z.string().optional() })) }),
);

let bundled: Promise<string> | undefined;

/**
 * Puts the real `next-auth/react`, as in an app's own bundle, on the page's window as `authClients`, until the page
 * is left.
 */
export async function addAuthClients(page: Page): Promise<void> {
  bundled ??= bundle();
  await page.evaluate(await bundled);
}

async function bundle(): Promise<string> {
  const result: unknown = await build({
    configFile: false,
    logLevel: "error",
    define: { "process.env.NODE_ENV": '"production"', "process.env": "{}" },
    build: {
      write: false,
      lib: { entry: ENTRY, formats: ["iife"], name: "bundledAuthClients" },
    },
  });
  const [first] = outputSchema.parse(result);
  return first?.output.find(({ type }) => type === "chunk")?.code ?? "";
}
