import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { createSignInWorld } from "../../../tests/support/sign-in-world.ts";
import { curlOf } from "./curl.ts";

/** @returns the command for a request, and the arguments that a POSIX shell makes of it */
async function copied(path: string, type: string, body: string, agent = "a browser") {
  const { emulator, call } = await createSignInWorld();
  const headers = { "content-type": type, accept: agent };
  await call(new Request(`${emulator.origins.auth}${path}`, { method: "POST", headers, body }));
  const [entry] = emulator.journal.entries();
  if (!entry) throw new Error("the journal is empty");
  const command = curlOf(emulator.origins.auth, entry);
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  return { command, args: execFileSync("sh", ["-c", script]).toString().split("\0").slice(0, -1) };
}

const TOKEN = "/v1/tenants/t/realms/r/applications/a/token";
const FORM = "application/x-www-form-urlencoded";
/** Ends a bracketed paste and cancels the line, so that a shell would run the rest. */
const PASTE = "\u001b[201~\u0003\nid\n";

test.each(["'; id; '", "$(id)", "`id`", "\\'\nid\n'", '"$HOME"'])(
  "a copied request passes %j on as it is",
  async (text) => {
    const { args } = await copied(TOKEN, FORM, new URLSearchParams({ scope: text }).toString());
    const data = args.at(-1) ?? "";
    const isEncoded = args.at(-2) === "--data-raw";
    expect(isEncoded ? new URLSearchParams(data).get("scope") : data.slice(6)).toBe(text);
  },
);

test.each([
  ["a JSON text", "application/json", JSON.stringify("@/etc/passwd")],
  ["a content type", "@/etc/passwd", "x"],
])("a copied request sends no file that %s names", async (_, type, body) => {
  const { args } = await copied(TOKEN, type, body);
  expect(args.at(-1)).toMatch(/^@/);
  expect(args.at(-2)).toBe("--data-raw");
});

test("a copied request is one request, whatever brackets its address has", async () => {
  const { args } = await copied(`${TOKEN}?page=[1-9999]{a,b}`, FORM, "scope=x");
  expect(args).toContain("--globoff");
});

test.each([
  ["a form", FORM, new URLSearchParams({ scope: PASTE, [PASTE]: "name" }).toString(), undefined],
  ["JSON", "application/json", JSON.stringify({ scope: `${PASTE}\u007f\u009b201~` }), undefined],
  ["a header", FORM, "scope=x", "a\u009b201~"],
])("a copied request has no control character of %s that a terminal obeys", async (...given) => {
  const [, type, body, agent] = given;
  const { command } = await copied(TOKEN, type, body, agent);
  expect(command.replaceAll(" \\\n", "")).not.toMatch(/\p{Cc}/u);
});
