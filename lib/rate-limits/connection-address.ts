import "server-only";
import { subscribe } from "node:diagnostics_channel";
import { IncomingMessage } from "node:http";

/**
 * Makes this server a hop that can be trusted: the address of the connection is appended to `X-Forwarded-For` before
 * anything else sees the request. Next.js passes on what the client wrote there, and knows the connection only when
 * nothing was written.
 *
 * Source: Node.js "Diagnostics Channel", built-in channel `http.server.request.start`.
 */
export function appendConnectionAddress(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("request" in message)) return;
    const { request } = message;
    if (!(request instanceof IncomingMessage)) return;
    const written = request.headers["x-forwarded-for"];
    const connection = request.socket.remoteAddress ?? "unknown";
    request.headers["x-forwarded-for"] = written ? `${written}, ${connection}` : connection;
  });
}
