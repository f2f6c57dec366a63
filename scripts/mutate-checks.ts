/**
 * Removes each rule alone and expects a test to fail. A rule is a statement `demand(...)` or `requireThat(...)`, an
 * option of jose's `jwtVerify`, or one of the `checks` of an Auth.js provider. It works on copies of the source tree,
 * two at a time.
 *
 *   npx tsx scripts/mutate-checks.ts [path prefix ...]
 */
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseAst, Visitor } from "vite";

type Rule = { file: string; line: number; start: number; end: number; reason: string };
type Output = "ignore" | "inherit";

const COPIES = 2;
const NOT_COPIED = new Set(["node_modules", ".git", ".next", ".data"]);
/** The races and the deep tests are left out, because they take minutes each. */
const PROJECTS = ["units", "integration on PGlite", "security on PGlite"];
/** The copies run side by side, which slows a test down. A test that times out would count as one that noticed. */
const LIMITS = ["--testTimeout", "120000", "--hookTimeout", "120000"];
const RULE_CALLS = new Set(["demand", "requireThat"]);

const prefixes = process.argv.length > 2 ? process.argv.slice(2) : ["mocks", "lib", "auth.ts"];
const files = prefixes.flatMap(sourcesBelow);
const rules = (await Promise.all(files.map(rulesOf))).flat();
const root = await mkdtemp(join(tmpdir(), "rules-"));
try {
  const copies = await Promise.all(Array.from({ length: COPIES }, (_, index) => copyTree(index)));
  process.exitCode = await tryAll(copies);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** @returns the exit code, which is 1 when no test notices the removal of a rule */
async function tryAll(copies: string[]): Promise<number> {
  if (!(await testsPass(copies[0] ?? root, files, "inherit"))) {
    console.error("The tests must pass before any rule is taken out.");
    return 1;
  }
  const queue = [...rules];
  const unnoticed: Rule[] = [];
  const work = async (copy: string) => {
    for (let rule = queue.shift(); rule; rule = queue.shift()) {
      const noticed = await isNoticed(copy, rule);
      if (!noticed) unnoticed.push(rule);
      console.log(`${noticed ? "red  " : "GREEN"}  ${rule.file}:${rule.line}  ${rule.reason}`);
    }
  };
  await Promise.all(copies.map(work));
  console.log(`${rules.length} rules, ${unnoticed.length} that no test holds`);
  return unnoticed.length > 0 || rules.length === 0 ? 1 : 0;
}

async function isNoticed(copy: string, { file, start, end }: Rule): Promise<boolean> {
  const path = join(copy, file);
  const source = await readFile(path, "utf8");
  // The comma after an element or property is removed with it.
  const rest = source.slice(end).replace(/^,/, "");
  await writeFile(path, `${source.slice(0, start)}${rest}`);
  const passes = await testsPass(copy, [file]);
  await writeFile(path, source);
  return !passes;
}

/**
 * Runs the files' own tests first, which mostly suffice, then the units that import them, then the tests of the whole
 * app. No rule depends on the kind of database, so one is enough.
 */
async function testsPass(copy: string, sources: string[], output: Output = "ignore") {
  const own = sources.map((file) => file.replace(/\.tsx?$/, ".test.ts"));
  const existing = own.filter((file) => existsSync(join(copy, file)));
  if (existing.length > 0 && !(await vitest(copy, ["run", ...existing], output))) return false;
  const related = ["related", "--run", "--passWithNoTests", ...sources];
  for (const project of PROJECTS) {
    if (!(await vitest(copy, [...related, "--project", project], output))) return false;
  }
  return true;
}

function vitest(copy: string, args: string[], output: Output): Promise<boolean> {
  const program = join(copy, "node_modules/vitest/vitest.mjs");
  const options = ["--bail", "1", "--maxWorkers", "1", ...LIMITS];
  const child = spawn(process.execPath, [program, ...args, ...options], {
    cwd: copy,
    stdio: output,
  });
  return new Promise((resolve) => child.on("close", (code) => resolve(code === 0)));
}

async function copyTree(index: number): Promise<string> {
  const copy = join(root, String(index));
  const filter = (source: string) => !NOT_COPIED.has(basename(source));
  await cp(process.cwd(), copy, { recursive: true, filter });
  await symlink(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
  return copy;
}

function sourcesBelow(prefix: string): string[] {
  if (statSync(prefix).isFile()) return [prefix];
  const below = readdirSync(prefix, { recursive: true, encoding: "utf8" });
  return below
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
    .map((file) => join(prefix, file));
}

async function rulesOf(file: string): Promise<Rule[]> {
  const source = await readFile(file, "utf8");
  const tree = parseAst(source, { lang: file.endsWith("x") ? "tsx" : "ts" });
  return [...ruleStatements(tree), ...ruleOptions(tree)].map(({ start, end }) => ({
    file,
    line: source.slice(0, start).split("\n").length,
    start,
    end,
    reason: wording(source.slice(start, end)),
  }));
}

/** @returns the sentence in a rule, or the rule itself when there is none */
function wording(rule: string): string {
  const texts = [...rule.matchAll(/"([^"]*)"|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template,
  );
  return texts.find((text) => text?.includes(" ")) ?? rule.replace(/\s+/g, " ");
}

function ruleStatements(tree: ReturnType<typeof parseAst>): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  new Visitor({
    ExpressionStatement({ expression, start, end }) {
      if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") return;
      if (RULE_CALLS.has(expression.callee.name)) found.push({ start, end });
    },
  }).visit(tree);
  return found;
}

function ruleOptions(tree: ReturnType<typeof parseAst>): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  new Visitor({
    CallExpression({ callee, arguments: parameters }) {
      const options = parameters.at(-1);
      if (callee.type !== "Identifier" || callee.name !== "jwtVerify") return;
      if (options?.type === "ObjectExpression") found.push(...options.properties);
    },
    Property({ key, value }) {
      if (key.type !== "Identifier" || key.name !== "checks") return;
      if (value.type === "ArrayExpression") found.push(...value.elements.filter((e) => e !== null));
    },
  }).visit(tree);
  return found;
}
