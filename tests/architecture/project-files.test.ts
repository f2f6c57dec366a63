import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const linesOf = (path: string) => readFileSync(path, "utf8").split("\n");

test("the lockfile names no registry, so that any configured one works", () => {
  const resolved = linesOf("package-lock.json").filter((line) => line.includes('"resolved"'));
  expect(resolved.filter((line) => line.includes("//"))).toEqual([]);
});

test("the workflow's actions are pinned by major version and only have read access", () => {
  const lines = linesOf(".github/workflows/ci.yml").map((line) => line.trim());
  const actions = lines.filter((line) => line.includes("uses:"));
  expect(actions.length).toBeGreaterThan(4);
  expect(actions.filter((line) => !/^- uses: actions\/[\w-]+@v\d+$/.test(line))).toEqual([]);
  expect(lines.filter((line) => /^[\w-]+: (write|write-all)$/.test(line))).toEqual([]);
  expect(lines).toContain("contents: read");
});

test("every package is pinned to one version", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const pins = Object.entries<string>({ ...dependencies, ...devDependencies });
  expect(pins.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("tests that `npm test` leaves out by their tag run in `npm run test:deep`", () => {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  const projects = (script: string): string[] => script.match(/--project ("[^"]+"|\S+)/g) ?? [];
  const left = ["test:unit", "test:security"].flatMap((name) => projects(scripts[name]));
  const taken = projects(scripts["test:tagged"]);
  expect(scripts["test:tagged"]).toContain("--tags-filter deep");
  expect(scripts["test:deep"]).toContain("npm run test:long");
  expect(scripts["test:long"]).toContain("npm run test:tagged");
  expect(left.filter((project) => !taken.includes(project))).toEqual(["--project architecture"]);
});
