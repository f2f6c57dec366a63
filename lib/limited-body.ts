import { Failure, isFailure } from "@/lib/failure";
import { requireThat } from "@/lib/require-that";

const MAX_JSON_BYTES = 64 * 1024;

/**
 * @param limit in bytes
 * @returns a stream that fails with `body_too_large` as soon as more bytes than the limit have passed
 */
export function limitedStream(
  source: ReadableStream<Uint8Array>,
  limit: number,
): ReadableStream<Uint8Array> {
  let size = 0;
  return source.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        requireThat(size <= limit, () => tooLarge(limit));
        controller.enqueue(chunk);
      },
    }),
  );
}

/**
 * Reads a request body to its end. A body whose `Content-Length` is above the limit is not read at all.
 *
 * @param limit in bytes
 * @throws Failure `body_too_large`
 */
export async function limitedText(request: Request, limit: number): Promise<string> {
  const length = Number(request.headers.get("content-length") ?? 0);
  requireThat(length <= limit, () => tooLarge(limit));
  return request.body ? new Response(limitedStream(request.body, limit)).text() : "";
}

/** @returns the JSON of a backend's response, or undefined when it is not JSON, is too large or is incomplete. */
export async function limitedJson(response: Response): Promise<unknown> {
  if (!response.body) return undefined;
  try {
    return await new Response(limitedStream(response.body, MAX_JSON_BYTES)).json();
  } catch {
    return undefined;
  }
}

/** @returns the failure `body_too_large` when it is the error or its cause, else null. */
export function bodyTooLarge(error: unknown): Failure | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return isFailure(cause, "body_too_large") ? cause : null;
}

function tooLarge(limit: number): Failure {
  return new Failure("body_too_large", { detail: `The body is larger than ${limit} bytes.` });
}
