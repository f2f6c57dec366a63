import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE, structureOf, withStructure } from "../../scripts/structure.ts";

const page = readFileSync(PAGE, "utf8");

test("docs/architecture.md shows the structure that the code has (npm run structure)", () => {
  expect(withStructure(page, structureOf(process.cwd()))).toBe(page);
});

test.each(["README.md", PAGE, "docs/security.md", "docs/backends.md"])(
  "every file and folder of the code that %s names exists",
  (document) => {
    const text = readFileSync(document, "utf8");
    const paths = text.matchAll(/`((?:app|components|lib|mocks|scripts)\/[\w()[\]./-]+)`/g);
    const missing = [...paths].map(([, path = ""]) => path).filter((path) => !existsSync(path));
    expect(missing).toEqual([]);
  },
);
