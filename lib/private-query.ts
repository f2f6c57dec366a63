/** Query parameters that belong to the browser alone: the page reads them from its own address. */
const PRIVATE_PARAMETERS: Record<string, string[]> = {
  "/bind": ["token"],
  "/bi-authenticate": ["request"],
};

/**
 * Next.js writes a page's query into the page. A binding token or sign-in request must not come back that way.
 *
 * @returns the address to render instead, or null when it may be rendered as it is
 */
export function withoutPrivateQuery(url: URL): URL | null {
  const names = PRIVATE_PARAMETERS[url.pathname]?.filter((name) => url.searchParams.has(name));
  if (!names?.length) return null;
  const rest = new URL(url);
  for (const name of names) rest.searchParams.delete(name);
  return rest;
}
