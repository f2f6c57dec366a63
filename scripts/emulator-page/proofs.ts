import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** The name of a test, as the first argument of `test(` or of `test.each(...)(`. */
const NAME = /\(\s*(["'`])((?:\\.|(?!\1).)*?)\1,/gs;

const PLACEHOLDER = /\$\{[^}]*\}|%[sji]|\$\w+/g;

/** The files with a test, by its name, in which an ellipsis stands for what varies. */
export type Tests = ReadonlyMap<string, string[]>;

/** @returns every test of the project, those included that git does not know yet. */
export function testsOfProject(): Tests {
  const patterns = ["*.test.ts", "*.e2e.ts"];
  const options = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  const files = execFileSync("git", options, { encoding: "utf8" }).trim().split("\n");
  const tests = new Map<string, string[]>();
  for (const file of files.filter((path) => existsSync(path)).sort()) {
    for (const [, , written = ""] of readFileSync(file, "utf8").matchAll(NAME)) {
      const name = written.replace(PLACEHOLDER, "…");
      const earlier = tests.get(name) ?? [];
      if (!earlier.includes(file)) tests.set(name, [...earlier, file]);
    }
  }
  return tests;
}

/**
 * @param name of a test that exists exactly once
 * @returns it with its file, as text of a table
 * @throws Error that names the statement which needs it
 */
export function proof(tests: Tests, statement: string, name: string): string {
  const files = tests.get(name) ?? [];
  if (files.length !== 1) {
    throw new Error(`"${statement}" needs one test "${name}". There are ${files.length}.`);
  }
  return `${name.replaceAll("|", "\\|").replaceAll("<", "&lt;")} (\`${files[0]}\`)`;
}
