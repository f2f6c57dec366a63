import type { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { demandRealm } from "./demand-realm.ts";
import { invalidParameters, malformedRequest } from "./refusals.ts";

type BodyRules = {
  current?: Record<string, unknown> | undefined;
  known?: readonly string[] | undefined;
  invalid?: string | undefined;
};

/**
 * Reads a JSON body by a schema. The content type is ignored, because the vendor's own samples send none.
 *
 * @param rules `current`: what the body changes, in the same envelope. Fields that are left out keep its values. `known`:
 * names that the envelope may contain, read-only ones too, where others are refused. `invalid`: the vendor's message.
 * @throws Refusal 400, in the vendor's form, which names each invalid field, and 404 when the realm is gone
 */
export async function readBody<T>(
  exchange: Exchange,
  schema: z.ZodType<T>,
  { current, known, invalid }: BodyRules = {},
): Promise<T> {
  const value = jsonObject(await exchange.request.text());
  // Another request may have deleted it meanwhile.
  demandRealm(exchange);
  demand(value !== undefined, () => malformedRequest());
  const result = schema.safeParse(current ? changed(current, value) : value);
  demand(result.success, () =>
    invalidParameters(result.error?.issues.map((issue) => violation(issue)) ?? [], invalid),
  );
  if (known) demandKnownFields(value, Object.keys(current ?? {}), known);
  exchange.inputs.body(value, result.data);
  return result.data;
}

function demandKnownFields(sent: object, envelopes: string[], known: readonly string[]): void {
  const unknown = Object.entries(sent).flatMap(([envelope, fields]) =>
    envelopes.includes(envelope)
      ? Object.keys(isRecord(fields) ? fields : {})
          .filter((name) => !known.includes(name))
          .map((name) => `${envelope}.${name}`)
      : [envelope],
  );
  demand(unknown.length === 0, () =>
    invalidParameters(unknown.map((field) => ({ field, description: "unknown field" }))),
  );
}

/** An envelope that is missing stays so. Objects are merged, and lists are replaced. */
function changed(current: Record<string, unknown>, sent: object) {
  const names = Object.keys(current).filter((name) => Object.hasOwn(sent, name));
  return Object.fromEntries(
    names.map((name) => [name, merged(current[name], Reflect.get(sent, name))]),
  );
}

function merged(current: unknown, sent: unknown): unknown {
  if (!isRecord(current) || !isRecord(sent)) return sent;
  const parts = Object.entries(sent).map(([name, value]) => [
    name,
    Object.hasOwn(current, name) ? merged(current[name], value) : value,
  ]);
  return { ...current, ...Object.fromEntries(parts) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
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
