import { readFileSync } from "node:fs";
import { misbehaviourGroups } from "../../mocks/oidc/misbehaviours/catalogue.ts";
import type { Misbehaviour } from "../../mocks/oidc/misbehaviours/misbehaviour.ts";
import type { Check } from "./checks.ts";
import { VERDICTS, type Verdict } from "./verdicts.ts";

const TABLES = /(<!-- table: begin -->\n)[\s\S]*(<!-- table: end -->)/;
const HEAD =
  "| `misbehave` | the emulator sends | the app | because of |\n| --- | --- | --- | --- |";

/**
 * @returns the text of `docs/misbehaviours.md` with the tables that the misbehaviours and their verdicts make
 * @throws Error as `misbehaviourTables` does
 */
export function withCurrentTables(text: string): string {
  const tables = misbehaviourTables(VERDICTS);
  return text.replace(TABLES, (_, begin: string, end: string) => `${begin}${tables}\n${end}`);
}

/**
 * @returns a table for each part that the emulator can spoil
 * @throws Error naming every misbehaviour without a verdict, every verdict without a misbehaviour, and every check whose
 * rule is not in its file
 */
export function misbehaviourTables(verdicts: Record<string, Verdict>): string {
  const names = Object.values(misbehaviourGroups).flatMap((group) => Object.keys(group));
  const complaints = [
    ...names.filter((name) => !(name in verdicts)).map((name) => `${name} has no verdict.`),
    ...Object.entries(verdicts).flatMap(([name, verdict]) => [
      ...(names.includes(name) ? [] : [`${name} is no misbehaviour of the emulator.`]),
      ...checksOf(verdict)
        .filter(({ file, rule }) => !readFileSync(file, "utf8").includes(rule))
        .map(({ file, rule }) => `${name} names a rule that ${file} does not have: ${rule}`),
    ]),
  ];
  if (complaints.length > 0) throw new Error(complaints.join("\n"));
  return Object.entries(misbehaviourGroups)
    .map(([title, group]) => {
      const rows = Object.entries(group).map(([name, { sends, inSuite }]) =>
        rowOf(name, { sends, inSuite }, verdicts[name] ?? ""),
      );
      return ["", `### ${title}`, "", HEAD, ...rows, ""].join("\n");
    })
    .join("\n");
}

function rowOf(
  name: string,
  { sends, inSuite }: Pick<Misbehaviour, "sends" | "inSuite">,
  verdict: Verdict,
): string {
  const shown = inSuite ? `**\`${name}\`**` : `\`${name}\``;
  const [result, why] =
    typeof verdict === "string"
      ? ["accepts", verdict]
      : [`refuses: \`${codeIn(verdict.ends)}\``, verdict.checks.map(described).join("<br>then ")];
  return `| ${shown} | ${sends} | ${result} | ${why} |`;
}

function checksOf(verdict: Verdict): Check[] {
  return typeof verdict === "string" ? [] : verdict.checks;
}

/** @returns the code of the error page or of the problem details. */
function codeIn(ends: string): string {
  return /\w+$/.exec(ends)?.[0] ?? ends;
}

function described({ file, rule }: Check): string {
  const [, library] = /^node_modules\/([^/]+)/.exec(file) ?? [];
  const code = rule.includes("`") ? `\`\` ${rule} \`\`` : `\`${rule}\``;
  return `${library ?? `\`${file}\``}: ${code.replaceAll("|", "\\|")}`;
}
