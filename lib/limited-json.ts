import { limitedStream } from "@/lib/limited-stream";

const MAX_BYTES = 64 * 1024;

/** @returns the answer's JSON, or undefined when it is none, too large or breaks off. */
export async function readLimitedJson(response: Response): Promise<unknown> {
  if (!response.body) return undefined;
  try {
    return await new Response(limitedStream(response.body, MAX_BYTES)).json();
  } catch {
    return undefined;
  }
}
