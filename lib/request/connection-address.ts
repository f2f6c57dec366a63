import "server-only";
import type { IncomingMessage } from "node:http";

/**
 * Makes this server a hop that can be trusted: the address of the connection is appended to `X-Forwarded-For`. Next.js
 * passes on what the client wrote there, and knows the connection only when nothing was written.
 */
export function appendConnectionAddress({ headers, socket }: IncomingMessage): void {
  const written = headers["x-forwarded-for"];
  const connection = socket.remoteAddress ?? "unknown";
  headers["x-forwarded-for"] = written ? `${written}, ${connection}` : connection;
}
