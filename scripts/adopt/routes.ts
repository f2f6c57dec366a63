import { join } from "node:path";
import { filesBelow } from "./files.ts";

const EXTENSION = /\.(tsx?|jsx?|mdx?)$/;
const ROUTE_FILE = /^(page|route)\.(tsx?|jsx?|mdx?)$/;
const ROUTE_GROUP = /^\(.*\)$/;
/** Of the Pages Router. */
const WITHOUT_ADDRESS = ["_app", "_document", "_error"];
const ROUTERS = ["app", "pages", "src/app", "src/pages"];

/**
 * @param path of a file in `app` or `pages`
 * @returns the addresses that it answers. Names of parameters are left out, because they tell no addresses apart.
 */
export function addressesOf(path: string): string[] {
  const [router, ...segments] = path.replace(/^src\//, "").split("/");
  const file = segments.pop() ?? "";
  if (router === "app") {
    if (!ROUTE_FILE.test(file)) return [];
    return addressesAt(segments.filter((segment) => !ROUTE_GROUP.test(segment)));
  }
  const name = file.replace(EXTENSION, "");
  if (router !== "pages" || name === file || WITHOUT_ADDRESS.includes(name)) return [];
  return addressesAt(name === "index" ? segments : [...segments, name]);
}

/** @returns the files of an app by the addresses that they answer */
export function routesOf(folder: string): Map<string, string> {
  const files = ROUTERS.flatMap((router) =>
    filesBelow(join(folder, router)).map((path) => `${router}/${path}`),
  );
  return new Map(
    files.flatMap((file) => addressesOf(file).map((address) => [address, file] as const)),
  );
}

function addressesAt(segments: string[]): string[] {
  const unnamed = segments.map((segment) => segment.replace(/^(\[+(?:\.\.\.)?)[^\]]+/, "$1"));
  const address = `/${unnamed.join("/")}`;
  // An optional rest also answers the address without it.
  return unnamed.at(-1) === "[[...]]" ? [address, `/${unnamed.slice(0, -1).join("/")}`] : [address];
}
