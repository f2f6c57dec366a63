/**
 * Rebuilds the binding link for the SDK, which expects everything in the query.
 *
 * @param address of the bind page, with the link's token in the query or in the fragment, where the proxy moves it
 */
export function bindingAddress(address: string): string {
  const url = new URL(address);
  const token = new URLSearchParams(url.hash.slice(1)).get("token");
  if (token !== null) url.searchParams.set("token", token);
  url.hash = "";
  return url.href;
}
