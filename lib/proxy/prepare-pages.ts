import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv, isDevelopment } from "@/lib/env/env";
import { pagePolicy } from "@/lib/proxy/page-policy";
import { PREPARED_HEADER } from "@/lib/proxy/prepared-header";
import { REQUESTED_PATH_HEADER } from "@/lib/request/requested-path";

/**
 * Addresses as people open them, which every URL parser leaves as they are. `/bind` may hold a token, which `proxy.ts`
 * hides.
 */
const PLAIN_PATH = /^\/(?!api(?:\/|$)|bind$)(?:[a-z][a-z-]*(?:\/[a-z][a-z-]*)*)?$/;
const PLAIN_QUERY = /^[A-Za-z0-9_.~%&=+/-]*$/;
/** Headers of requests by Next.js's own scripts, whose addresses it changes. */
const OF_A_SCRIPT = ["rsc", "next-router-prefetch", "next-action"];

/**
 * Does the work of `proxy.ts` for plain page views, because running it takes Next.js longer than rendering a small page.
 * Every other request is left to `proxy.ts`, and so is every request to a server that does not use Node.js's http module.
 *
 * Source: Node.js "Diagnostics Channel", built-in channel `http.server.request.start`.
 */
export function preparePages(): void {
  if (isDevelopment()) return;
  const app = new URL(getEnv().appOrigin);
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if (!("request" in message && message.request instanceof IncomingMessage)) return;
    if (!("response" in message && message.response instanceof ServerResponse)) return;
    preparePage(message.request, message.response, app);
  });
}

function preparePage(request: IncomingMessage, response: ServerResponse, app: URL): void {
  const { headers, url = "" } = request;
  // A client may have sent it.
  delete headers[PREPARED_HEADER];
  const [path = ""] = url.split("?", 1);
  if (!isPlainView(request, path) || mayBeMisnamed(request, app)) return;
  const policy = pagePolicy(path, crypto.randomUUID());
  // Next.js reads the nonce for its own scripts from the policy in the request headers.
  headers["content-security-policy"] = policy;
  headers[REQUESTED_PATH_HEADER] = url;
  headers[PREPARED_HEADER] = "yes";
  response.setHeader("Content-Security-Policy", policy);
}

function isPlainView({ method, headers, url = "" }: IncomingMessage, path: string): boolean {
  const isPlain = PLAIN_PATH.test(path) && PLAIN_QUERY.test(url.slice(path.length + 1));
  return method === "GET" && isPlain && !OF_A_SCRIPT.some((name) => name in headers);
}

/** On loopback, `proxy.ts` redirects a page that was opened under another name. */
function mayBeMisnamed({ headers }: IncomingMessage, app: URL): boolean {
  return isLoopback(app) && headers.host !== app.host;
}
