import "server-only";
import { Failure } from "@/lib/failure";
import { limitedText } from "@/lib/limited-body";
import { requireThat } from "@/lib/require-that";

const MAX_BYTES = 8 * 1024;

/**
 * Reads the JSON body of a request, at most 8 KiB.
 *
 * @returns the parsed value, not yet validated
 * @throws Failure `unsupported_media_type`, `body_too_large` beyond 8 KiB, or `invalid_json`
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  requireThat(type === "application/json", () => new Failure("unsupported_media_type"));
  const text = await limitedText(request, MAX_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("invalid_json");
  }
}
