/**
 * @param address of the bind page, with the link's token in its query or, where responses cannot repeat it, in its
 * fragment
 * @returns the binding link as the SDK wants it: everything in the query
 */
export function bindingAddress(address: string): string {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  if (token !== null) url.searchParams.set("token", token);
  url.hash = "";
  return url.href;
}
