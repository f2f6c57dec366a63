import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const LAUNCHER = resolve("scripts/bundled.mjs");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "bundled-"));
  writeFileSync(
    join(folder, "greet.ts"),
    'import { name } from "./name.ts";\nconst words: string[] = [name, ...process.argv.slice(2)];\nconsole.log(words.join(" "), import.meta.url.split("/").at(-1));\n',
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function greet(name: string, ...options: string[]) {
  writeFileSync(join(folder, "name.ts"), `export const name = "${name}";\n`);
  const printed = execFileSync(process.execPath, [LAUNCHER, "greet.ts", ...options], {
    cwd: folder,
    encoding: "utf8",
  });
  const bundle = join(folder, "node_modules/.cache/bundled-scripts/greet.mjs");
  return { printed: printed.trim(), bundle, text: readFileSync(bundle, "utf8") };
}

test("a bundled script keeps its options and address, is made once, and follows its sources", () => {
  const first = greet("Ada", "--loud");
  expect(first.printed).toBe("Ada --loud greet.ts");

  writeFileSync(first.bundle, first.text.replace("Ada", "kept"));
  expect(greet("Ada").printed).toBe("kept greet.ts");

  expect(greet("Grace").printed).toBe("Grace greet.ts");
});
