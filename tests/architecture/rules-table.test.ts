import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { rulesOf, sourcesBelow } from "../../scripts/mutations/rules.ts";
import { withCurrentRules } from "../../scripts/rules-table/table.ts";

const text = readFileSync("docs/rules.md", "utf8");

/** @returns the files and folders that a document links to, from the top of the repository */
function linkedFrom(document: string): string[] {
  const links = readFileSync(document, "utf8").matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g);
  return [...links].map(([, path = ""]) => join(dirname(document), path));
}

test("docs/rules.md lists the rules of the source (npm run rules-table)", async () => {
  expect(await withCurrentRules(text)).toBe(text);
});

test("every rule is at most three clicks from the README", async () => {
  const documents = linkedFrom("README.md").filter((path) => path.endsWith(".md"));
  const near = new Set(documents.flatMap((document) => [document, ...linkedFrom(document)]));
  const sources = ["lib", "auth.ts", "mocks"].flatMap(sourcesBelow);
  const rules = (await Promise.all(sources.map(rulesOf))).flat();
  expect(rules.length).toBeGreaterThan(250);
  const far = rules.filter(({ file }) => !near.has(file) && !near.has(dirname(file)));
  expect(far.map(({ file }) => file)).toEqual([]);
});
