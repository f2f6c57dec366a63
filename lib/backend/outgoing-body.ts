import "server-only";
import { Failure } from "@/lib/failure";
import { bodyTooLarge, limitedStream } from "@/lib/limited-body";

const MAX_BYTES = 1024 * 1024;
const WITHOUT_BODY = ["GET", "HEAD"];

type Body = ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;

/** A request body for two attempts, and the request's headers with its length. */
export type OutgoingBody = { headers: Headers; first: Body | null; spare: Body | null };

/**
 * Streams a body that has a `Content-Length`. Any other body is read to its end first, because many servers, such as
 * Django, take a body without a length for empty.
 *
 * @param signal aborts reading the body
 * @throws Failure `body_too_large` beyond a megabyte, `body_incomplete` when the browser stops sending
 * @throws Failure `backend_timeout` when the signal times out
 */
export async function outgoingBody(
  request: { method: string; headers: Headers; body: ReadableStream<Uint8Array> | null },
  signal: AbortSignal,
): Promise<OutgoingBody> {
  const { method, headers, body } = request;
  if (body === null || WITHOUT_BODY.includes(method)) return { headers, first: null, spare: null };
  const limited = limitedStream(body, MAX_BYTES);
  if (headers.has("content-length")) {
    // The second branch buffers the body, up to the limit, for a retry after the backend refuses the first attempt.
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
