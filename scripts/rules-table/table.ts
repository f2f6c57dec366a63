import { readFile } from "node:fs/promises";
import { type Rule, rulesOf, sourcesBelow } from "../mutations/rules.ts";

const BLOCKS = { app: ["lib", "auth.ts"], emulator: ["mocks"] };

/** @returns the text of `docs/rules.md` with a row for each rule of the source */
export async function withCurrentRules(text: string): Promise<string> {
  let current = text;
  for (const [name, prefixes] of Object.entries(BLOCKS)) {
    const files = prefixes.flatMap(sourcesBelow).sort();
    const rows = (await Promise.all(files.map(rowsOf))).flat();
    const head = ["| where | the rule | the refusal |", "| --- | --- | --- |"];
    const block = new RegExp(`(<!-- ${name}: begin -->\n)[\\s\\S]*(<!-- ${name}: end -->)`);
    current = current.replace(
      block,
      (_, begin: string, end: string) => `${begin}\n${[...head, ...rows].join("\n")}\n\n${end}`,
    );
  }
  return current;
}

/** No line numbers, which would be out of date after every change. */
async function rowsOf(file: string): Promise<string[]> {
  const source = await readFile(file, "utf8");
  return (await rulesOf(file)).map((rule) => {
    const cells = [
      `[\`${file}\`](../${file})`,
      code(conditionOf(rule, source)),
      code(refusalOf(rule, source)),
    ];
    return `| ${cells.join(" | ")} |`;
  });
}

/** @returns what must be true, or the whole option of a library's check */
function conditionOf({ start, end, refusal }: Rule, source: string): string {
  if (!refusal) return source.slice(start, end);
  return source
    .slice(start, refusal.start)
    .replace(/^\w+\(/, "")
    .trim()
    .replace(/,$/, "");
}

/** @returns the words or the code of the refusal */
function refusalOf({ refusal }: Rule, source: string): string {
  if (!refusal) return "";
  const made = source.slice(refusal.start, refusal.end).replace(/^\(\)\s*=>\s*/, "");
  const texts = [...made.matchAll(/"([^"]*)"|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? "",
  );
  return texts.findLast((text) => text.trim() !== "") ?? made;
}

function code(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'").replaceAll("|", "\\|").trim();
  return line && `\`${line}\``;
}
