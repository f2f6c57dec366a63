import { DEFAULT_PATH } from "@/lib/redirect-path";

const LABELS: Record<string, string> = {
  "/": "Go to the start page",
  [DEFAULT_PATH]: "Go to your account",
  "/account/add": "Go on to adding a passkey",
};
/** A longer path says nothing to a person. */
const READABLE_LENGTH = 40;

/**
 * @param target a path of ours, with or without a query
 * @returns the words of a link that leads there
 */
export function continueLabel(target: string): string {
  const [path = ""] = target.split(/[?#]/);
  if (Object.hasOwn(LABELS, path)) return LABELS[path] ?? path;
  return path.length > READABLE_LENGTH
    ? "Go on to the page that you asked for"
    : `Go on to ${path}`;
}
