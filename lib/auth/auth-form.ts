import "server-only";
import { z } from "zod";
import { Failure } from "@/lib/failure";
import { limitedText } from "@/lib/limited-body";

/** No form of Auth.js is large. */
const MAX_BYTES = 64 * 1024;

const fieldsSchema = z.record(z.string(), z.unknown());

/** A form for Auth.js: as it was sent, and what it says. */
export type AuthForm = { text: string; fields: Record<string, unknown> };

/**
 * Reads what was posted to Auth.js, which takes forms and JSON.
 *
 * @throws Failure `body_too_large`, or `invalid_json` when it claims to be JSON and is not
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
