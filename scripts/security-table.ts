/**
 * Writes the checklist of `docs/security.md`: its points are in `security-points.ts`, and a test whose name begins with a
 * number shows that point.
 *
 *   npx tsx scripts/security-table.ts
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { failPlainly } from "./fail-plainly.ts";
import { SECURITY_GROUPS, type SecurityGroup, type SecurityPoint } from "./security-points.ts";

const FILE = "docs/security.md";
const TABLE = /(<!-- table: begin -->\n)[\s\S]*(<!-- table: end -->)/;
/** The name of a test, as the first argument of `test(` or of `test.each(...)(`. */
const NAME = /\(\s*(["'`])(\d{1,2}): (.*?)\1,/gs;

/** A test that shows a point. */
export type Proof = { point: number; name: string; file: string };

/**
 * @returns the text of `docs/security.md` with the checklist that the points and the tests make
 * @throws Error as `checklist` does
 */
export function withCurrentTable(text: string): string {
  const table = checklist(SECURITY_GROUPS, testFiles().flatMap(proofsIn));
  return text.replace(TABLE, (_, begin: string, end: string) => `${begin}${table}\n${end}`);
}

/**
 * @returns a table for each group
 * @throws Error naming every point without a test and without a reason, and every number in a test's name that is no point
 */
export function checklist(groups: SecurityGroup[], proofs: Proof[]): string {
  const points = groups.flatMap((group) => entriesOf(group));
  const complaints = [
    ...points
      .filter(([number, { notCovered }]) => !notCovered && proofsOf(number, proofs).length === 0)
      .map(([number, { title }]) => `Point ${number} has neither a test nor a reason: ${title}`),
    ...proofs
      .filter((proof) => !points.some(([number]) => number === proof.point))
      .map(({ point, file }) => `${file} names point ${point}, which does not exist.`),
  ];
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  return groups.map((group) => tableOf(group, proofs)).join("\n");
}

function tableOf(group: SecurityGroup, proofs: Proof[]): string {
  const rows = entriesOf(group).map(([number, { title, notCovered }]) => {
    const tests = proofsOf(number, proofs).map(
      ({ name, file }) => `${name} ([\`${file}\`](../${file}))`,
    );
    const cell = notCovered ? [...tests, `Not covered: ${notCovered}`] : tests;
    return `| ${number} | ${title} | ${cell.join("<br>")} |`;
  });
  const head = ["| | point | shown by |", "| --- | --- | --- |"];
  return ["", `### ${group.title}`, "", ...head, ...rows, ""].join("\n");
}

const entriesOf = ({ points }: SecurityGroup): [number, SecurityPoint][] =>
  Object.entries(points).map(([number, point]) => [Number(number), point]);

const proofsOf = (point: number, proofs: Proof[]) =>
  proofs.filter((proof) => proof.point === point);

function testFiles(): string[] {
  const patterns = ["*.test.ts", "*.e2e.ts"];
  const options = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...patterns];
  const listed = execFileSync("git", options, { encoding: "utf8" }).trim().split("\n");
  return listed.filter((path) => existsSync(path)).sort();
}

function proofsIn(file: string): Proof[] {
  return [...readFileSync(file, "utf8").matchAll(NAME)].map(([, , point, name = ""]) => ({
    point: Number(point),
    name: plain(name),
    file,
  }));
}

/** @returns the name as table text, with placeholders as an ellipsis. */
function plain(name: string): string {
  return name
    .replace(/\$\{[^}]*\}|%[sji]|\$\w+/g, "…")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await failPlainly(async () => {
    writeFileSync(FILE, withCurrentTable(readFileSync(FILE, "utf8")));
    return 0;
  });
}
