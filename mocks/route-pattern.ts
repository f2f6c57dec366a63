import { match } from "path-to-regexp";
import type { PathParams } from "./cloud/endpoint.ts";

/**
 * Compiles a pattern once, which MSW does for each request.
 *
 * @param pattern an origin and a path, in which `:name` and `*` match text
 * @returns what finds the parameters of a URL that fits
 */
export function compiledPattern(pattern: string): (url: URL) => PathParams | undefined {
  const origin = originOf(pattern);
  const path = pattern.slice(origin.length).replaceAll("*", "(.*)");
  const find = match<PathParams>(path, { decode: decoded });
  return (url) => {
    if (url.origin !== origin) return undefined;
    const found = find(url.pathname);
    return found ? found.params : undefined;
  };
}

/**
 * @returns the segments of a pattern's path, without those that contain parameters, or undefined when a path that fits
 * may have any number of segments
 */
export function outlineOf(pattern: string): (string | undefined)[] | undefined {
  if (pattern.includes("*")) return undefined;
  const path = pattern.slice(originOf(pattern).length).replaceAll(/\([^)]*\)/g, "");
  return segmentsOf(path).map((part) => (part.includes(":") ? undefined : part));
}

/** @returns the segments of a path, as they are compared: without regard to case or to a slash at the end */
export function segmentsOf(path: string): string[] {
  return path.toLowerCase().replace(/\/$/, "").split("/");
}

/** @returns the text itself when it is badly encoded, and so names nothing */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function originOf(pattern: string): string {
  return /^\w+:\/\/[^/]+/.exec(pattern)?.[0] ?? "";
}
