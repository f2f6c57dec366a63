import type { z } from "zod";

/** One call of the management API. */
export type Call<T> = {
  /** In words, for messages: `list the realms`. */
  operation: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Below the tenant, such as `/realms`. */
  path: string;
  body?: unknown;
  schema: z.ZodType<T>;
};
