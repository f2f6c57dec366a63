import { DEFAULT_PATH } from "@/lib/redirect-path";

const LABELS: Record<string, string> = {
  "/": "Go to the start page",
  [DEFAULT_PATH]: "Go to your account",
  "/account/add": "Continue to adding a passkey",
};
/** A longer path tells a user nothing. */
const READABLE_LENGTH = 40;

/**
 * @param target a path of the app, with or without a query
 * @returns the text of a link to it
 */
export function continueLabel(target: string): string {
  const [path = ""] = target.split(/[?#]/);
  if (Object.hasOwn(LABELS, path)) return LABELS[path] ?? path;
  return path.length > READABLE_LENGTH
    ? "Continue to the page that you asked for"
    : `Continue to ${path}`;
}
