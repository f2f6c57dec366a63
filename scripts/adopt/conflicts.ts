import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rivalOf } from "./rivals.ts";
import { addressesOf } from "./routes.ts";
import type { SourceFile } from "./sources.ts";
import type { Target } from "./target.ts";

/** Something of the app that is in the way. It stays as it is. */
export type Conflict = { path: string; what: string; todo: string };

const ADVICE: Record<string, string> = {
  "proxy.ts": "Call the proxy of the starter for its pages from yours, and keep its matcher.",
  "auth.ts":
    "Two configurations of Auth.js cannot share /api/auth. Move your providers into the starter's auth.ts.",
  "instrumentation.ts": "Call startUp() of lib/operation/start-up from your register().",
  ".env.example": "Copy the variables of the starter's .env.example into yours.",
  ".env.development": "Copy the variables of the starter's .env.development into yours.",
};
const OF_MIDDLEWARE =
  "Next.js refuses the two together. Rename yours with npx @next/codemod middleware-to-proxy, then call the proxy of the starter for its pages from it, and keep its matcher.";

/**
 * @param source a file for the app
 * @param routes files of the app by the addresses that they answer
 * @returns what is in the way of the file, "same" when it is there already, or null
 */
export function conflictOf(
  { path, contents }: SourceFile,
  { folder }: Target,
  routes: Map<string, string>,
): Conflict | "same" | null {
  const file = join(folder, path);
  if (existsSync(file)) {
    if (readFileSync(file).equals(contents)) return "same";
    return { path, what: "is there already, with other contents", todo: adviceFor(path) };
  }
  const rival = rivalOf(folder, path);
  if (rival !== undefined) {
    const todo = /(^|\/)middleware\b/.test(rival) ? OF_MIDDLEWARE : adviceFor(path);
    return { path, what: `does the work of your ${rival}`, todo };
  }
  const address = addressesOf(path).find((answered) => routes.has(answered));
  if (address === undefined) return null;
  return {
    path,
    what: `answers ${address}, as your ${routes.get(address)} does`,
    todo: "Move yours to another address, or delete it, then run this command again.",
  };
}

function adviceFor(path: string): string {
  return ADVICE[path.replace(/^src\//, "")] ?? "Rename yours, or compare the two by hand.";
}
