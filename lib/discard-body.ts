/**
 * Lets go of a body that nobody will read, so that its connection is free. Not waited for: whoever watches answers, as
 * Next.js and test doubles do, holds a copy of the stream, and waiting for one copy waits for the other.
 */
export function discardBody(body: ReadableStream | null): void {
  body?.cancel().catch(() => undefined);
}
