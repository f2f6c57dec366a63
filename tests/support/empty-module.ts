/** Stands in for `server-only` and `client-only`, whose real modules throw outside a bundler. */
export {};
