import { AsyncLocalStorage } from "node:async_hooks";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import type {} from "@/lib/outbox/worker";

/** The headers of the current request, as Next.js provides them. */
export const requestHeaders = new AsyncLocalStorage<Headers>();

export type SetCookie = { name: string; value: string; maxAge?: number };

/** The cookies that a server action sets. */
export const setCookies = new AsyncLocalStorage<SetCookie[]>();

const underWay = new Set<Promise<void>>();

/** Runs work after the response, as Next.js does. */
export function doLater(task: () => Promise<void>): void {
  const work = task().finally(() => underWay.delete(work));
  underWay.add(work);
}

/** Waits until all work after responses is done. */
export async function settled(): Promise<void> {
  for (;;) {
    // This includes tasks that became due.
    const draining = globalThis.passkeyStarterOutbox?.draining;
    if (underWay.size === 0 && !draining) return;
    await Promise.all([...underWay, draining]);
  }
}

/** @returns the cookies of a request and those set since, as Next.js provides them to a server action. */
export function jarOf(headers: Headers | undefined, set: SetCookie[]) {
  const sent = cookiesOf(headers ?? new Headers());
  return {
    getAll: () => [...sent, ...set].map(({ name, value }) => ({ name, value })),
    set(cookie: SetCookie | string, value = "", options: { maxAge?: number } = {}) {
      set.push(typeof cookie === "string" ? { name: cookie, value, ...options } : cookie);
    },
  };
}
