/**
 * Removes each rule alone and expects a test to fail. A rule is a statement `demand(...)` or `requireThat(...)`, an
 * option of jose's `jwtVerify`, or one of the `checks` of an Auth.js provider. It works on copies of the source tree,
 * two at a time.
 *
 *   npx tsx scripts/mutate-checks.ts [path prefix ...]
 */
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type Rule, rulesOf, sourcesBelow } from "./mutations/rules.ts";
import { isNoticed, testsByRule } from "./mutations/tests.ts";

const COPIES = 2;
const NOT_COPIED = new Set(["node_modules", ".git", ".next", ".data"]);

const prefixes = process.argv.length > 2 ? process.argv.slice(2) : ["mocks", "lib", "auth.ts"];
const rules = (await Promise.all(prefixes.flatMap(sourcesBelow).map(rulesOf))).flat();
const root = await mkdtemp(join(tmpdir(), "rules-"));
try {
  const copies = await Promise.all(Array.from({ length: COPIES }, (_, index) => copyTree(index)));
  process.exitCode = await tryAll(copies);
} finally {
  await rm(root, { recursive: true, force: true });
}

/** @returns the exit code, which is 1 when no test notices the removal of a rule */
async function tryAll(copies: string[]): Promise<number> {
  const seen = await testsByRule(copies[0] ?? root, rules);
  if (!seen) {
    console.error("The tests must pass before any rule is taken out.");
    return 1;
  }
  const queue = [...rules];
  const unnoticed: Rule[] = [];
  const work = async (copy: string) => {
    for (let rule = queue.shift(); rule; rule = queue.shift()) {
      const noticed = await isNoticed(copy, rule, [
        ...(seen.get(`${rule.file}:${rule.line}`) ?? []),
      ]);
      if (!noticed) unnoticed.push(rule);
      console.log(`${noticed ? "red  " : "GREEN"}  ${rule.file}:${rule.line}  ${rule.reason}`);
    }
  };
  await Promise.all(copies.map(work));
  console.log(`${rules.length} rules, ${unnoticed.length} that no test holds`);
  return unnoticed.length > 0 || rules.length === 0 ? 1 : 0;
}

async function copyTree(index: number): Promise<string> {
  const copy = join(root, String(index));
  const filter = (source: string) => !NOT_COPIED.has(basename(source));
  await cp(process.cwd(), copy, { recursive: true, filter });
  await symlink(join(process.cwd(), "node_modules"), join(copy, "node_modules"));
  return copy;
}
