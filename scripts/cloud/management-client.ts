import { z } from "zod";
import type { Call } from "./call.ts";
import { CloudError } from "./cloud-error.ts";
import { type ListCall, readList } from "./read-list.ts";
import { refused } from "./refused.ts";
import { sendPatiently, type Waiting } from "./send-patiently.ts";

/** Calls the management API of one tenant. */
export type ManagementClient = {
  /** @throws CloudError */
  call<T>(call: Call<T>): Promise<T>;
  /** @returns all items of a list, to its last page. @throws CloudError */
  list<T>(call: ListCall<T>): Promise<T[]>;
};

const VERBS = { GET: "read", POST: "create", PATCH: "update", DELETE: "delete" } as const;

/** For a response whose body does not matter. */
export const NOTHING = z.unknown();

/** @param options `send` and `pause` are for tests */
export function createManagementClient(
  options: { apiOrigin: string; tenantId: string; token: string } & Waiting,
): ManagementClient {
  const base = `${options.apiOrigin}/v1/tenants/${options.tenantId}`;

  async function call<T>({ operation, method, path, body, schema }: Call<T>): Promise<T> {
    const request = new Request(`${base}${path}`, {
      method,
      redirect: "error",
      headers: {
        authorization: `Bearer ${options.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await sendPatiently(operation, request, options);
    if (!response.ok) throw await refused(operation, scopeOf(method, path), response);
    const text = await response.text();
    const parsed = schema.safeParse(text === "" ? undefined : jsonOf(text));
    if (parsed.success) return parsed.data;
    const fields = parsed.error.issues.map(({ path: field }) => field.join(".")).join(", ");
    throw new CloudError(
      "not_understood",
      `Beyond Identity's answer to "${operation}" has another form than expected${fields && `: ${fields}`}.`,
    );
  }

  return {
    call,
    list: (list) => readList(call, list),
  };
}

/** Collections and ids take turns in a path, and a scope is called after the last collection. */
function scopeOf(method: keyof typeof VERBS, path: string): string {
  const parts = path.replace(/\?.*/, "").split("/").slice(1);
  const collection = parts.findLast((_, index) => index % 2 === 0);
  return `${collection}:${VERBS[method]}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
