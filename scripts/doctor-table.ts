/**
 * Writes the tables of `docs/doctor.md`: the checks, and the planted troubles that prove them.
 *
 *   npm run doctor-table
 */
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Trouble } from "../tests/support/doctor/troubles.ts";
import type { Check } from "./doctor/check.ts";
import { failPlainly } from "./fail-plainly.ts";
import "./server-modules.ts";

/** The page with the tables. */
export const PAGE = "docs/doctor.md";

/**
 * @param page text of `docs/doctor.md`
 * @returns the text with the tables of these checks and troubles
 */
export function withTables(
  page: string,
  checks: readonly Check[],
  troubles: readonly Trouble[],
  setUps: Record<string, { name: string }>,
): string {
  const ofChecks = checks.map(({ id, title, why }) => [`\`${id}\``, title, why]);
  const ofTroubles = troubles.map(({ name, in: place, check, status = "fail" }) => {
    return [name, setUps[place]?.name ?? "", `\`${check}\``, status];
  });
  const tables = {
    checks: tableOf(["check", "what it asks", "what happens otherwise"], ofChecks),
    troubles: tableOf(["trouble", "in", "check", "status"], ofTroubles),
    healthy: Object.values(setUps)
      .map(({ name }) => `- ${name}`)
      .join("\n"),
  };
  return Object.entries(tables).reduce((text, [name, table]) => replaced(text, name, table), page);
}

function replaced(page: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for it`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

function tableOf(head: string[], rows: string[][]): string {
  const lines = [head, head.map(() => "---"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await failPlainly(async () => {
    const { CHECKS } = await import("./doctor/checks.ts");
    const { TROUBLES } = await import("../tests/support/doctor/troubles.ts");
    const { SET_UPS } = await import("../tests/support/doctor/set-ups.ts");
    writeFileSync(PAGE, withTables(readFileSync(PAGE, "utf8"), CHECKS, TROUBLES, SET_UPS));
    return 0;
  });
}
