import { type HttpHandler, HttpResponse } from "msw";
import type { Emulator } from "./cloud/emulator.ts";
import { Refusal } from "./cloud/refusal.ts";
import { type Exchange, route } from "./cloud/route.ts";
import { publishedOperations } from "./published-operations.ts";

const operations = publishedOperations.map((operation) => ({
  operation,
  pattern: patternOf(operation),
}));

/** @returns the last handlers: 501 for what the vendor publishes and the emulator does not have, 404 for the rest. */
export function notEmulatedHandlers(emulator: Emulator): HttpHandler[] {
  const { auth, api } = emulator.origins;
  return [...new Set([auth, api])].map((origin) =>
    route(emulator, "all", `${origin}/*`, refuseUnknown),
  );
}

function refuseUnknown({ request, url }: Exchange): never {
  const name = `${request.method} ${url.pathname}`;
  const published = operations.find(({ pattern }) => pattern.test(name));
  if (published) {
    const message = `${published.operation} is not emulated`;
    throw new Refusal(message, () =>
      HttpResponse.json({ code: "not_implemented", message }, { status: 501 }),
    );
  }
  throw new Refusal(`nothing answers ${name}`, () =>
    HttpResponse.json({ code: "not_found", message: "not found" }, { status: 404 }),
  );
}

/** A template parameter stands for text without a slash, and without the colon that begins a verb. */
function patternOf(operation: string): RegExp {
  const literal = operation.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\/$/, "/?");
  return new RegExp(`^${literal.replace(/\{\w+\}/g, "[^/:]+")}$`);
}
