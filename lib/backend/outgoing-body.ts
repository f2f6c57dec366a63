import "server-only";
import { Failure } from "@/lib/failure";
import { bodyTooLarge, limitedStream } from "@/lib/limited-body";

const MAX_BYTES = 1024 * 1024;
const WITHOUT_BODY = ["GET", "HEAD"];

type Body = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;

/** A request's body for two attempts, and its headers, which name its length. */
export type OutgoingBody = { headers: Headers; first: Body | null; spare: Body | null };

/**
 * Streams a body whose length is named. Any other is read to its end first: many servers, Django among them, take a body
 * without a length for empty.
 *
 * @param signal ends the reading
 * @throws Failure `body_too_large` beyond a megabyte, `body_incomplete` when the body breaks off
 * @throws Failure `backend_timeout` when the signal's time is up
 */
export async function outgoingBody(
  request: { method: string; headers: Headers; body: ReadableStream<Uint8Array> | null },
  signal: AbortSignal,
): Promise<OutgoingBody> {
  const { method, headers, body } = request;
  if (body === null || WITHOUT_BODY.includes(method)) return { headers, first: null, spare: null };
  const limited = limitedStream(body, MAX_BYTES);
  if (headers.has("content-length")) {
    // The second half waits, within its limit, for the case that the first one is refused.
    const [first, spare] = limited.tee();
    return { headers, first, spare };
  }
  const bytes = await readAll(limited, signal);
  const measured = new Headers(headers);
  measured.set("content-length", `${bytes.byteLength}`);
  return { headers: measured, first: bytes, spare: bytes };
}

async function readAll(
  stream: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  const keep = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk) });
  try {
    await stream.pipeTo(keep, { signal });
  } catch (error) {
    const tooLarge = bodyTooLarge(error);
    if (tooLarge) throw tooLarge;
    const timeIsUp = error instanceof DOMException && error.name === "TimeoutError";
    if (timeIsUp) throw new Failure("backend_timeout");
    throw new Failure("body_incomplete");
  }
  return Buffer.concat(chunks);
}
