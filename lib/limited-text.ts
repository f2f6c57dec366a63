import "server-only";
import { HttpError } from "@/lib/http/http-error";
import { requireThat } from "@/lib/require-that";

/**
 * Reads a request body, however it is sent, no further than a limit.
 *
 * @param maxBytes what it may have at most
 * @throws HttpError 413 beyond that
 */
export async function limitedText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () =>
    new HttpError(413, "body_too_large", `The body is larger than ${maxBytes} bytes.`);
  requireThat(Number(request.headers.get("content-length") ?? 0) <= maxBytes, tooLarge);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    requireThat(size <= maxBytes, tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
