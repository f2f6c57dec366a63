import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PAGE, structureOf, withStructure } from "../../scripts/structure.ts";

const page = readFileSync(PAGE, "utf8");

test("docs/architecture.md shows the structure that the code has (npm run structure)", () => {
  expect(withStructure(page, structureOf(process.cwd()))).toBe(page);
});

const DOCUMENTS = [
  "README.md",
  "mocks/README.md",
  PAGE,
  "docs/security.md",
  "docs/backends.md",
  "docs/asvs.md",
];

test.each(DOCUMENTS)("%s says something", (document) => {
  expect(readFileSync(document, "utf8").length).toBeGreaterThan(2_000);
});

test.each(DOCUMENTS)("every file and folder of the code that %s names exists", (document) => {
  const text = readFileSync(document, "utf8");
  const paths = text.matchAll(
    /`((?:app|components|examples|lib|mocks|scripts|tests)\/[\w()[\]./-]+)`/g,
  );
  const missing = [...paths].map(([, path = ""]) => path).filter((path) => !existsSync(path));
  expect(missing).toEqual([]);
});
