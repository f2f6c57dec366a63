import type { JournalEntry } from "../../cloud/journal.ts";
import type { Json, Redacted } from "../../cloud/redacted.ts";

/** Headers that curl sends itself, or that only a browser sends. */
const LEFT_OUT = new Set(["user-agent", "sec-fetch-mode"]);
/** A terminal that is pasted to obeys them, and could leave the quotes. */
const CONTROL = /\p{Cc}/gu;
/** What curl makes several requests of. */
const GLOB = /[[\]{}]/;

/** @returns a curl command that repeats a request, with `***` where a secret was. */
export function curlOf(origin: string, { method, path, request }: JournalEntry): string {
  const headers = Object.entries(textsOf(request?.headers))
    .filter(([name]) => !LEFT_OUT.has(name))
    .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  const parts = [`curl -i -X ${method} ${quoted(`${origin}${path}`)}`, ...headers];
  if (GLOB.test(path)) parts.push("--globoff");
  return [...parts, ...dataOf(request)].join(" \\\n  ");
}

function dataOf(request: JournalEntry["request"]): string[] {
  const body = request?.body?.toJSON();
  if (request === undefined || body === undefined) return [];
  const type = textsOf(request.headers)["content-type"] ?? "";
  return type.startsWith("application/x-www-form-urlencoded")
    ? Object.entries(textsOf(request.body)).map(fieldOf)
    : [`--data-raw ${quoted(typeof body === "string" ? body : JSON.stringify(body))}`];
}

function fieldOf([name, value]: [string, string]): string {
  const isPlain = `${name}${value}`.search(CONTROL) < 0;
  return isPlain
    ? `--data-urlencode ${quoted(`${name}=${value}`)}`
    : `--data-raw ${quoted(new URLSearchParams({ [name]: value }).toString())}`;
}

function textsOf(content: Redacted | undefined): Record<string, string> {
  const value: Json = content?.toJSON() ?? {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

/** Quoted for a POSIX shell, where nothing but the quote itself is special. Control characters are percent-encoded. */
function quoted(text: string): string {
  const visible = text.replace(CONTROL, encodeURIComponent);
  return `'${visible.replaceAll("'", `'\\''`)}'`;
}
