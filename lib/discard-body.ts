/**
 * Cancels a response body that will not be read, so that its connection is free. Not awaited: Next.js and test doubles
 * tee the stream, and cancelling one branch waits for the other.
 */
export function discardBody(body: ReadableStream | null): void {
  body?.cancel().catch(() => undefined);
}
