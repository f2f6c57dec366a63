import { readFileSync } from "node:fs";
import { CLAIMS, type Claims } from "./claims.ts";
import type { Coverage } from "./coverage.ts";
import { DECLINED } from "./declined.ts";
import { proof, type Tests } from "./proofs.ts";
import { waysIn } from "./set-up.ts";

const PART = /(<!-- (claims|operations|declined|include \S+): begin -->\n)[\s\S]*?(<!-- end -->)/g;
const TENANT = "/v1/tenants/{tenant_id}";
/** What every operation refuses, so that the table leaves it out. */
const EVERYWHERE = ["no token", "narrow token", "other tenant"];
const LANGUAGES: Partial<Record<string, string>> = { ts: "ts", py: "python" };

/**
 * @returns the text of `docs/emulator.md` with the parts that measurement, tests and files make
 * @throws Error that names a statement without proof, or an operation that is declined without a reason
 */
export function withCurrentParts(text: string, coverage: Coverage[], tests: Tests): string {
  const parts: Record<string, () => string> = {
    claims: () => CLAIMS.map((group) => claimsTable(group, tests)).join("\n\n"),
    operations: () => operationsTable(coverage, tests),
    declined: () => declinedTable(coverage),
  };
  return text.replace(PART, (_, begin: string, name: string, end: string) => {
    const content = parts[name]?.() ?? included(name.replace("include ", ""));
    return `${begin}\n${content}\n\n${end}`;
  });
}

/** @returns a table of statements, each with the tests that show it */
export function claimsTable({ title, claims }: Claims, tests: Tests): string {
  const rows = claims.map(({ claim, tests: names }) => {
    if (names.length === 0) throw new Error(`"${claim}" has no proof.`);
    return `| ${claim} | ${names.map((name) => proof(tests, claim, name)).join("<br>")} |`;
  });
  return [`### ${title}`, "", "| you can validate | shown by |", "| --- | --- |", ...rows].join(
    "\n",
  );
}

function operationsTable(coverage: Coverage[], tests: Tests): string {
  const ways = waysIn(coverage, (statement, test) => proof(tests, statement, test));
  const rows = coverage
    .filter(({ isEmulated }) => isEmulated)
    .map((row) => {
      const cells = [name(row.operation), ways.get(row.operation)?.join(", "), scopesOf(row)];
      return `| ${[...cells, refusalsOf(row), listOf(row)].join(" | ")} |`;
    });
  const counts = `The emulator answers ${rows.length} of ${coverage.length} operations.`;
  const head =
    "| operation | set up by | scopes | also refuses | lists |\n| --- | --- | --- | --- | --- |";
  return [counts, "", head, ...rows].join("\n");
}

/** @returns a table of what is declined, and why. The counts are of operations that answered 501 */
export function declinedTable(coverage: Coverage[]): string {
  const rest = coverage.filter(({ isEmulated }) => !isEmulated).map(({ operation }) => operation);
  const unexplained = rest.filter(
    (own) => !DECLINED.some(({ operations }) => operations.test(own)),
  );
  if (unexplained.length > 0) {
    throw new Error(`Nothing says why these are declined: ${unexplained.join(", ")}`);
  }
  const rows = DECLINED.map(({ what, operations, why }) => {
    const count = rest.filter((operation) => operations.test(operation)).length;
    if (count === 0) throw new Error(`${what} is not declined.`);
    return `| ${what} | ${count} | ${why} |`;
  });
  return ["| declined | operations | why |", "| --- | --- | --- |", ...rows].join("\n");
}

function name(operation: string): string {
  const [method, path = ""] = operation.split(" ");
  return `\`${method} ${path.replace(`${TENANT}/realms/{realm_id}`, "…").replace(TENANT, "tenant")}\``;
}

const scopesOf = ({ scopes }: Coverage) => scopes.map((scope) => `\`${scope}\``).join(", ");

function refusalsOf({ operation, refuses }: Coverage): string {
  const missing = EVERYWHERE.filter((own) => !refuses.some(({ why }) => why === own));
  if (missing.length > 0) throw new Error(`${operation} accepts: ${missing.join(", ")}`);
  const others = refuses.filter(({ why }) => !EVERYWHERE.includes(why));
  const statuses = [...new Set(others.map(({ status }) => status))].sort((a, b) => a - b);
  const reasons = (of: number) => others.flatMap(({ status, why }) => (status === of ? why : []));
  return statuses.map((status) => `${status} ${reasons(status).join(", ")}`).join("<br>");
}

function listOf({ pages, filters }: Coverage): string {
  const parts = [...(pages ? ["pages"] : []), ...filters.map((attribute) => `\`${attribute}\``)];
  return parts.join(", ");
}

function included(file: string): string {
  const language = LANGUAGES[file.split(".").at(-1) ?? ""] ?? "";
  return `\`\`\`${language}\n${readFileSync(file, "utf8").trimEnd()}\n\`\`\``;
}
