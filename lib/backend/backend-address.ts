/** Path segments that climb, or that another server might read as climbing. */
const CLIMBING = /^\.{1,2}$|[/\\]|\p{Cc}/u;

/** @returns the address of a path that we name ourselves, below the base. */
export function urlBelowBase(base: URL, path: string): URL {
  return new URL(`${base.href.replace(/\/$/, "")}/${path}`);
}

/**
 * @param base of the backend, such as `https://api.example/v1`
 * @param segments of the path below it, decoded; an empty last one is a slash at the end
 * @param search query with its question mark, or nothing
 * @returns the address to call, or null when it would not be below the base
 */
export function backendAddress(base: URL, segments: string[], search: string): URL | null {
  const isPlain = (segment: string, index: number) =>
    segment === "" ? index > 0 && index === segments.length - 1 : !CLIMBING.test(segment);
  if (!segments.every(isPlain)) return null;
  const root = base.pathname.replace(/\/$/, "");
  const url = new URL(base);
  url.pathname = `${root}/${segments.map(encodeURIComponent).join("/")}`;
  url.search = search;
  return url.origin === base.origin && url.pathname.startsWith(`${root}/`) ? url : null;
}

/**
 * @param segments of a path, decoded
 * @param reserved paths in lower case, without slashes around them
 * @returns whether the path is one of them, however a server may read letters and slashes
 */
export function isReserved(segments: string[], reserved: string[]): boolean {
  const path = segments.filter((segment) => segment !== "").join("/");
  return reserved.includes(path.toLowerCase());
}
