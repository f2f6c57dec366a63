/**
 * Writes the table of `docs/security.md` from the names of the tests: a test whose name begins with a number shows that
 * point of the checklist.
 *
 *   npx tsx scripts/security-table.ts
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FILE = "docs/security.md";
const TABLE = /(<!-- table: begin -->\n)[\s\S]*(<!-- table: end -->)/;
/** The name of a test, as the first argument of `test(` or of `test.each(...)(`. */
const NAME = /\(\s*(["'`])(\d{1,2}): (.*?)\1,/gs;

/** A test that shows a point. */
type Proof = { point: number; name: string; file: string };

/** @returns the text of `docs/security.md` with the table made anew from the tests. */
export function withCurrentTable(text: string): string {
  return text.replace(TABLE, (_, begin: string, end: string) => `${begin}${table()}\n${end}`);
}

function table(): string {
  const proofs = testFiles().flatMap(proofsIn);
  const points = [...new Set(proofs.map(({ point }) => point))].sort((a, b) => a - b);
  const rows = points.map((point) => {
    const own = proofs.filter((proof) => proof.point === point);
    return `| ${point} | ${own.map(({ name, file }) => `${name} (\`${file}\`)`).join("<br>")} |`;
  });
  return ["", "| point | shown by |", "| --- | --- |", ...rows, ""].join("\n");
}

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

/** What a table can hold: placeholders become an ellipsis. */
function plain(name: string): string {
  return name
    .replace(/\$\{[^}]*\}|%[sji]|\$\w+/g, "…")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeFileSync(FILE, withCurrentTable(readFileSync(FILE, "utf8")));
}
