import { AsyncLocalStorage } from "node:async_hooks";

/** The headers of the request that is being answered, as Next.js gives them to whoever asks. */
export const requestHeaders = new AsyncLocalStorage<Headers>();

export type SetCookie = { name: string; value: string; maxAge?: number };

/** The cookies that a server action sets. */
export const setCookies = new AsyncLocalStorage<SetCookie[]>();
