import "server-only";
import { HttpError } from "@/lib/http/http-error";
import { limitedText } from "@/lib/limited-text";
import { requireThat } from "@/lib/require-that";

const MAX_BYTES = 8 * 1024;

/**
 * @returns the JSON value of a small request body
 * @throws HttpError 415 for another content type, 413 beyond 8 KiB, 400 for anything that is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  requireThat(
    type === "application/json",
    () => new HttpError(415, "unsupported_media_type", "Send the body as application/json."),
  );
  const text = await limitedText(request, MAX_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "invalid_json", "The body is not valid JSON.");
  }
}
