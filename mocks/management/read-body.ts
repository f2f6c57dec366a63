import type { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { invalidParameters, malformedRequest } from "./refusals.ts";

/**
 * Reads a JSON body by a schema. The content type is ignored, because the vendor's own samples send none.
 *
 * @throws Refusal 400, in the vendor's form, which names each invalid field
 */
export async function readBody<T>({ request, inputs }: Exchange, schema: z.ZodType<T>): Promise<T> {
  const value = jsonObject(await request.text());
  demand(value !== undefined, () => malformedRequest());
  const result = schema.safeParse(value);
  demand(result.success, () =>
    invalidParameters(result.error?.issues.map((issue) => violation(issue)) ?? []),
  );
  inputs.body(value, result.data);
  return result.data;
}

function jsonObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function violation({ path, message, code }: z.core.$ZodIssue) {
  const missing = code === "invalid_type" && message.endsWith("received undefined");
  return { field: path.join("."), description: missing ? "missing" : message };
}
