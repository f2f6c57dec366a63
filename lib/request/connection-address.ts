import "server-only";
import type { IncomingMessage } from "node:http";

/**
 * Appends the address of the connection to `X-Forwarded-For`, so that this server is a trusted hop itself. Next.js
 * forwards the header that the client sent, and adds the connection's address only when there was none.
 */
export function appendConnectionAddress({ headers, socket }: IncomingMessage): void {
  const written = headers["x-forwarded-for"];
  const connection = socket.remoteAddress ?? "unknown";
  headers["x-forwarded-for"] = written ? `${written}, ${connection}` : connection;
}
