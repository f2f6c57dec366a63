import "server-only";
import { z } from "zod";
import { Failure } from "@/lib/failure";
import { limitedText } from "@/lib/limited-body";

const MAX_BYTES = 64 * 1024;

const fieldsSchema = z.record(z.string(), z.unknown());

/** A form for Auth.js, as text and as parsed fields. */
export type AuthForm = { text: string; fields: Record<string, unknown> };

/**
 * Reads the body of a POST request for Auth.js, which accepts forms and JSON.
 *
 * @throws Failure `body_too_large` beyond 64 KiB, or `invalid_json` when the content type is JSON and the body is not a
 * JSON object
 */
export async function readAuthForm(request: Request): Promise<AuthForm> {
  const text = await limitedText(request, MAX_BYTES);
  const isJson = request.headers.get("content-type")?.includes("application/json") === true;
  return { text, fields: isJson ? parsed(text) : Object.fromEntries(new URLSearchParams(text)) };
}

function parsed(text: string): AuthForm["fields"] {
  try {
    return fieldsSchema.parse(JSON.parse(text));
  } catch {
    throw new Failure("invalid_json", { detail: "The body is not a JSON object." });
  }
}
