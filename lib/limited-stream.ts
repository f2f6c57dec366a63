import { HttpError } from "@/lib/http/http-error";

/**
 * @param limit in bytes
 * @returns the stream, which breaks off with an error once more than the limit has come through
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
        if (size > limit) controller.error(new BodyTooLarge(limit));
        else controller.enqueue(chunk);
      },
    }),
  );
}

/** More came than the limit allows. */
export class BodyTooLarge extends HttpError {
  override name = "BodyTooLarge";

  constructor(limit: number) {
    super(413, "body_too_large", `The body is larger than ${limit} bytes.`);
  }
}
