/** Path segments that traverse upwards, or that another server might read so. */
const TRAVERSAL = /^\.{1,2}$|[/\\]|\p{Cc}/u;

/** @returns the URL of a fixed path below the base. It does not validate the path. */
export function urlBelowBase(base: URL, path: string): URL {
  return new URL(`${base.href.replace(/\/$/, "")}/${path}`);
}

/**
 * Builds the URL of a backend call from user input.
 *
 * @param base of the backend, such as `https://api.example/v1`
 * @param segments of the path below the base, decoded. An empty last segment is a trailing slash.
 * @param search query with its question mark, or an empty text
 * @returns the URL, or null when it would not be below the base
 */
export function backendAddress(base: URL, segments: string[], search: string): URL | null {
  const isSafe = (segment: string, index: number) =>
    segment === "" ? index > 0 && index === segments.length - 1 : !TRAVERSAL.test(segment);
  if (!segments.every(isSafe)) return null;
  const root = base.pathname.replace(/\/$/, "");
  const url = new URL(base);
  url.pathname = `${root}/${segments.map(encodeURIComponent).join("/")}`;
  url.search = search;
  return url.origin === base.origin && url.pathname.startsWith(`${root}/`) ? url : null;
}

/**
 * @param segments of a path, decoded
 * @param reserved paths in lower case, without leading or trailing slashes
 * @returns whether the path is one of the reserved ones. Case and extra slashes do not matter, because servers read
 * them differently.
 */
export function isReserved(segments: string[], reserved: string[]): boolean {
  const path = segments.filter((segment) => segment !== "").join("/");
  return reserved.includes(path.toLowerCase());
}
