import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { underStrictCsp } from "./strict-csp-shim";

const { version, main } = createRequire(import.meta.url)(
  "@beyondidentity/bi-sdk-js/package.json",
) as { version: string; main: string };

test("the SDK is the version whose upgrade steps are known", () => {
  expect(version).toBe("3.0.6");
});

test.each([
  ["with new", (body: string) => new Function("tx", body)],
  ["without new, as minifiers write it", (body: string) => Function("tx", body)],
])("a known upgrade step, made %s, is done without compiling text", async (_, make) => {
  const created: unknown[] = [];
  const tx = { db: { createObjectStore: (...call: unknown[]) => created.push(call) } };
  const source =
    '// Initialize a new credentials database\ntx.db.createObjectStore("credentials", {\n    keyPath: "id",\n  });\n';
  const step = await underStrictCsp(async () => make(source));
  expect(String(step)).not.toContain("Initialize a new");
  step(tx);
  expect(created).toEqual([["credentials", { keyPath: "id" }]]);
});

test("any other text still goes to the browser's own constructor", async () => {
  const compiled = await underStrictCsp(async () => new Function("tx", "return tx + 1"));
  expect(compiled(1)).toBe(2);
});

test("constructor and eval are put back, also after a failure", async () => {
  const before = [globalThis.Function, Reflect.get(globalThis, "eval")];
  await expect(underStrictCsp(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect([globalThis.Function, Reflect.get(globalThis, "eval")]).toEqual(before);
});

test("the bundle holds no more text compilation than was looked at: two look-ups of the global object, two of WebAssembly", () => {
  const path = createRequire(import.meta.url).resolve(`@beyondidentity/bi-sdk-js/${main}`);
  const bundle = readFileSync(path, "utf8");
  expect(bundle.match(/new Function\(/g)).toHaveLength(4);
});
