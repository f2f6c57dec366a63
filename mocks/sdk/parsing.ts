import type { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import { refusal } from "./refusals.ts";

/**
 * @param what name of the value in the journal
 * @returns the value in the schema's form
 * @throws Refusal (400) when it has another form. The reason names fields, never their values.
 */
export function parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  demand(result.success, () => refusal(400, `${what} is malformed: ${problems(result.error)}`));
  return result.data;
}

function problems(error?: z.ZodError): string {
  const lines = error?.issues.map(({ path, message }) => [...path, message].join(": "));
  return lines?.join("; ") ?? "";
}

/** @returns the JSON value of a text, or undefined, which no schema accepts, when it is not JSON. */
export function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns base64 text, standard or URL-safe, as base64url without padding. */
export function toBase64Url(base64: string): string {
  return Buffer.from(base64, "base64").toString("base64url");
}

/** @returns the UTF-8 text of a base64 string, standard or URL-safe. */
export function fromBase64(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
