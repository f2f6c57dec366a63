import { AsyncLocalStorage } from "node:async_hooks";
import { cookiesOf } from "@/lib/auth/cookies/cookie-header";
import type {} from "@/lib/outbox/paying";

/** The headers of the request that is being answered, as Next.js gives them to whoever asks. */
export const requestHeaders = new AsyncLocalStorage<Headers>();

export type SetCookie = { name: string; value: string; maxAge?: number };

/** The cookies that a server action sets. */
export const setCookies = new AsyncLocalStorage<SetCookie[]>();

const underWay = new Set<Promise<void>>();

/** Begins work that waits until the answer is out. */
export function doLater(task: () => Promise<void>): void {
  const work = task().finally(() => underWay.delete(work));
  underWay.add(work);
}

/** Waits until nothing is left to do once the answers are out. */
export async function settled(): Promise<void> {
  for (;;) {
    // Also what is paid because the time for it had come.
    const draining = globalThis.passkeyStarterPayer?.draining;
    if (underWay.size === 0 && !draining) return;
    await Promise.all([...underWay, draining]);
  }
}

/** @returns the cookies of a request, with those that have been set since, as Next.js gives them to a server action. */
export function jarOf(headers: Headers | undefined, set: SetCookie[]) {
  const sent = cookiesOf(headers ?? new Headers());
  return {
    getAll: () => [...sent, ...set].map(({ name, value }) => ({ name, value })),
    set(cookie: SetCookie | string, value = "", options: { maxAge?: number } = {}) {
      set.push(typeof cookie === "string" ? { name: cookie, value, ...options } : cookie);
    },
  };
}
