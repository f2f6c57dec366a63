import { dirname } from "node:path";
import { filesBelow } from "./files.ts";

const ROUTE_FILE = /^(page|route)\.(tsx?|jsx?|mdx?)$/;

/** @returns the address of a page or route file below `app`, without route groups, or null for another file */
export function addressOf(pathInApp: string): string | null {
  const name = pathInApp.split("/").at(-1) ?? "";
  if (!ROUTE_FILE.test(name)) return null;
  const segments = dirname(pathInApp).split("/");
  return `/${segments.filter((segment) => segment !== "." && !/^\(.*\)$/.test(segment)).join("/")}`;
}

/** @returns the files of an app by the address that they answer */
export function routesOf(app: string): Map<string, string> {
  const files = filesBelow(app);
  return new Map(
    files.flatMap((file) => {
      const address = addressOf(file);
      return address === null ? [] : [[address, file] as const];
    }),
  );
}
