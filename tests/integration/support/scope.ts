import { AsyncLocalStorage } from "node:async_hooks";

/** The headers of the request that is being answered, as Next.js gives them to whoever asks. */
export const requestHeaders = new AsyncLocalStorage<Headers>();
