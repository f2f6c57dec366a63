import { win32 } from "node:path";
import { expect, test } from "vitest";
import { adapted } from "./adaptations.ts";
import { withSlashes } from "./files.ts";

test("a path of Windows is written as imports write it", () => {
  const path = win32.join("lib", "proxy", "prepare-pages.ts");
  expect(withSlashes(path, win32.sep)).toBe("lib/proxy/prepare-pages.ts");
});

test.each([
  ["is not there", new Map(), "proxy.ts is not among the files to copy."],
  ["has changed", new Map([["proxy.ts", Buffer.from("x")]]), "proxy.ts does not have: "],
])("a file that needs another form and %s is named", (_, files, message) => {
  expect(() => adapted(files, "src/")).toThrow(message);
});
