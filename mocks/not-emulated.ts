import type { Emulator } from "./cloud/emulator.ts";
import type { Endpoint } from "./cloud/endpoint.ts";
import { Refusal } from "./cloud/refusal.ts";
import { type Exchange, route } from "./cloud/route.ts";
import { jsonResponse } from "./cloud/sent-response.ts";
import { publishedOperations } from "./published-operations.ts";

const operations = publishedOperations.map((operation) => ({
  operation,
  pattern: patternOf(operation),
}));

/** @returns the last handlers: 501 for a published operation that is not emulated, 404 for anything else. */
export function notEmulatedHandlers(emulator: Emulator): Endpoint[] {
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
      jsonResponse({ code: "not_implemented", message }, { status: 501 }),
    );
  }
  throw new Refusal(`no operation matches ${name}`, () =>
    jsonResponse({ code: "not_found", message: "not found" }, { status: 404 }),
  );
}

/** A template parameter matches text without a slash, and without the colon that starts a verb. */
function patternOf(operation: string): RegExp {
  const literal = operation.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\/$/, "/?");
  return new RegExp(`^${literal.replace(/\{\w+\}/g, "[^/:]+")}$`);
}
