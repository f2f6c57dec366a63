import { z } from "zod";
import { demand } from "../cloud/refusal.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import { controlRefusal } from "./control-route.ts";

/**
 * @returns the JSON body of a control request in the schema's form
 * @throws Refusal 400 that says in plain words what is wrong
 */
export async function controlBody<T>(request: SentRequest, schema: z.ZodType<T>): Promise<T> {
  return controlValue(await jsonBody(request), schema);
}

/**
 * @returns a value from outside in the schema's form
 * @throws Refusal 400 that says in plain words what is wrong
 */
export function controlValue<T>(value: unknown, schema: z.ZodType<T>): T {
  const result = schema.safeParse(value);
  demand(result.success, () =>
    controlRefusal(400, z.prettifyError(result.error ?? new z.ZodError([]))),
  );
  return result.data;
}

/** @returns the JSON of a request, or undefined when it is none. */
export async function jsonBody(request: SentRequest): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
