/** Marks a request that `lib/proxy/prepare-pages.ts` has prepared, so that `proxy.ts` need not run. */
export const PREPARED_HEADER = "x-page-is-prepared";
