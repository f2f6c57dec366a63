import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage, ServerResponse } from "node:http";
import { isLoopback } from "@/lib/env/cloud-guard";
import { getEnv } from "@/lib/env/env";
import { appendConnectionAddress } from "@/lib/request/connection-address";

/** OWASP ASVS 5.0, 3.4.1: names below this one too, whose pages could otherwise be forged and set cookies for it. */
const ONE_YEAR = "max-age=31536000; includeSubDomains";

/**
 * Prepares every request before anything else of this server sees it, and its answer.
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
 * Next.js takes a server action only where `Origin` names the host that the request was sent to, and a proxy may have
 * replaced that one. Our own origin is `AUTH_URL`, so what comes from there is named accordingly. What comes from any other
 * origin stays as it is, and is refused.
 */
function setForwardedHost({ headers }: IncomingMessage, app: URL): void {
  if (headers.origin === app.origin) headers["x-forwarded-host"] = app.host;
}
