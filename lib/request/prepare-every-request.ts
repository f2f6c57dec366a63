import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv } from "@/lib/env/env";
import { appendConnectionAddress } from "@/lib/request/connection-address";

/** OWASP ASVS 5.0, 3.4.1. Subdomains are included: a forged page on one of them could set cookies for this host. */
const ONE_YEAR = "max-age=31536000; includeSubDomains";

/**
 * Changes the headers of every request and response before Next.js sees them.
 *
 * Source: Node.js "Diagnostics Channel", built-in channel `http.server.request.start`.
 */
export function prepareEveryRequest(): void {
  const app = new URL(getEnv().appOrigin);
  const isStrict = app.protocol === "https:" && !isLoopback(app);
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null) return;
    if ("request" in message && message.request instanceof IncomingMessage) {
      appendConnectionAddress(message.request);
      setForwardedHost(message.request, app);
    }
    if (isStrict && "response" in message && message.response instanceof ServerResponse) {
      message.response.setHeader("Strict-Transport-Security", ONE_YEAR);
    }
  });
}

/**
 * Lets server actions work behind a proxy that changes the `Host` header. Next.js accepts an action only when `Origin`
 * names the host that the request was sent to. For requests from the origin in `AUTH_URL`, this names that host.
 * Requests from any other origin are left unchanged, and Next.js refuses them.
 */
function setForwardedHost({ headers }: IncomingMessage, app: URL): void {
  if (headers.origin === app.origin) headers["x-forwarded-host"] = app.host;
}
