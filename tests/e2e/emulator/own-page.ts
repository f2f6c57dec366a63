import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import type { Page } from "@playwright/test";
import { listenOnLoopback } from "../../../mocks/loopback-server.ts";

const SDK = createRequire(import.meta.url).resolve("@beyondidentity/bi-sdk-js");
const HTML = `<!doctype html><html lang="en"><title>Own page</title><link rel="icon" href="data:,">
<h1>Own page</h1><script src="/sdk.js"></script>`;

/** Serves a page with nothing but the vendor's SDK, as its package has it, on a port of its own. */
export async function startOwnPage(): Promise<{ origin: string; close(): Promise<void> }> {
  const server = await listenOnLoopback(0, (request, reply) => {
    const isScript = request.url === "/sdk.js";
    reply.setHeader("content-type", isScript ? "text/javascript" : "text/html");
    reply.end(isScript ? readFileSync(SDK) : HTML);
  });
  return { origin: `http://localhost:${server.port}`, close: server.close };
}

type Passkey = { id: string; keyType: string | undefined };

/** Has the page's SDK create a passkey from a binding link. */
export function bind(page: Page, link: string): Promise<Passkey> {
  return page.evaluate(async (url) => {
    const { Embedded: sdk }: { Embedded: typeof Embedded } = Reflect.get(window, "embeddedsdk");
    const embedded = await sdk.initialize({ allowedDomains: ["localhost"] });
    const { passkey } = await embedded.bindPasskey(url);
    return { id: passkey.id, keyType: passkey.keyType };
  }, link);
}

/** @returns the address with code and state that the page's SDK is told */
export async function authenticate(page: Page, address: string, id: string): Promise<URL> {
  const redirectUrl = await page.evaluate(
    async ([url, passkeyId]) => {
      const { Embedded: sdk }: { Embedded: typeof Embedded } = Reflect.get(window, "embeddedsdk");
      const embedded = await sdk.initialize({ allowedDomains: ["localhost"] });
      return (await embedded.authenticate(url, passkeyId)).redirectUrl ?? "";
    },
    [address, id] as const,
  );
  return new URL(redirectUrl);
}
