import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Rule } from "./rules.ts";

/** The races and the deep tests are left out, because they take minutes each. */
const PROJECTS = ["units", "integration on PGlite", "security on PGlite"];
/** The copies run side by side, which slows a test down. A test that times out would count as one that noticed. */
const LIMITS = ["--testTimeout", "120000", "--hookTimeout", "120000"];
const IN_PROJECTS = PROJECTS.flatMap((project) => ["--project", project]);

const key = ({ file, line }: Rule) => `${file}:${line}`;

/**
 * Runs every test once in a copy whose rules note which test file they refuse something in.
 *
 * @returns for each rule, as `file:line`, the test files in which it refused, or null when a test failed
 */
export async function testsByRule(
  copy: string,
  rules: Rule[],
): Promise<Map<string, Set<string>> | null> {
  const notes = join(copy, "refusals.txt");
  await writeFile(notes, "");
  const sources = new Map<string, string>();
  for (const file of new Set(rules.map(({ file }) => file))) {
    const source = await readFile(join(copy, file), "utf8");
    sources.set(file, source);
    await writeFile(
      join(copy, file),
      noting(
        source,
        rules.filter((rule) => rule.file === file),
        notes,
      ),
    );
  }
  const passed = await vitest(copy, ["run", ...IN_PROJECTS], "inherit");
  for (const [file, source] of sources) await writeFile(join(copy, file), source);
  if (!passed) return null;

  const found = new Map<string, Set<string>>();
  for (const note of (await readFile(notes, "utf8")).split("\n").filter(Boolean)) {
    const [rule = "", test = ""] = note.split("\t");
    found.set(rule, (found.get(rule) ?? new Set()).add(relative(copy, test)));
  }
  return found;
}

/** @returns the source with a note of the test file before each refusal */
function noting(source: string, rules: Rule[], notes: string): string {
  const before = `import { appendFileSync as noteRefusal } from "node:fs";\n`;
  const text = rules.toReversed().reduce((text, rule) => {
    if (!rule.refusal) return text;
    const { start, end } = rule.refusal;
    const note = `${JSON.stringify(`${key(rule)}\t`)} + globalThis.__vitest_worker__?.filepath + "\\n"`;
    const noted = `() => (noteRefusal(${JSON.stringify(notes)}, ${note}), (${text.slice(start, end)})())`;
    return `${text.slice(0, start)}${noted}${text.slice(end)}`;
  }, source);
  return `${before}${text}`;
}

/**
 * Removes one rule in a copy. First it runs the test files that saw the rule refuse, which mostly suffice, then every
 * other test that reaches the file. No rule depends on the kind of database, so one is enough.
 *
 * @returns whether a test failed
 */
export async function isNoticed(copy: string, rule: Rule, seenIn: string[]): Promise<boolean> {
  const path = join(copy, rule.file);
  const source = await readFile(path, "utf8");
  // The comma after an element or property is removed with it.
  const rest = source.slice(rule.end).replace(/^,/, "");
  await writeFile(path, `${source.slice(0, rule.start)}${rest}`);
  const passes = await testsPass(copy, rule.file, seenIn);
  await writeFile(path, source);
  return !passes;
}

async function testsPass(copy: string, file: string, seenIn: string[]): Promise<boolean> {
  const own = file.replace(/\.tsx?$/, ".test.ts");
  const first = [...new Set([own, ...seenIn])].filter((test) => existsSync(join(copy, test)));
  if (first.length > 0 && !(await vitest(copy, ["run", ...first, ...IN_PROJECTS]))) return false;
  return vitest(copy, ["related", "--run", "--passWithNoTests", file, ...IN_PROJECTS]);
}

function vitest(copy: string, args: string[], output: "ignore" | "inherit" = "ignore") {
  const program = join(copy, "node_modules/vitest/vitest.mjs");
  const options = ["--bail", "1", "--maxWorkers", "1", ...LIMITS];
  const child = spawn(process.execPath, [program, ...args, ...options], {
    cwd: copy,
    stdio: output,
  });
  return new Promise<boolean>((resolve) => child.on("close", (code) => resolve(code === 0)));
}
