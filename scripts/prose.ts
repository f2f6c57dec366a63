/**
 * Measures the English of the documents, and fails when a limit is passed.
 *
 *   npm run prose
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** The words that are counted per 1,000. Plain English has few of the last two. */
const COUNTED = {
  you: /\b(?:you|your|yours|yourself|yourselves)\b/gi,
  indefinite: /\b(?:nobody|somebody|whoever)\b/gi,
  semicolons: /;/g,
};

/** It ends at a blank line, so that a stray backtick does not hide the rest of a text. */
const INLINE_CODE = /`(?:(?!\n\n)[^`])*`/g;

type Counted = keyof typeof COUNTED;

/** How often each may occur per 1,000 words over all documents. */
export const LIMITS: Partial<Record<Counted, number>> = { indefinite: 0.5, semicolons: 1 };

export type Figures = Record<"words" | "sentences" | "wordsPerSentence" | Counted, number>;

/** Measures the prose of a Markdown text. Sentence lengths leave out headings and tables. */
export function measureProse(markdown: string): Figures {
  const text = withoutBlocks(markdown);
  const prose = text.replace(INLINE_CODE, "");
  const words = countWords(prose);
  const per1000 = (pattern: RegExp) => ((prose.match(pattern) ?? []).length * 1000) / words || 0;
  // A name in code is one word of its sentence.
  const lengths = sentences(text.replace(INLINE_CODE, "code")).map(countWords);
  return {
    words,
    sentences: lengths.length,
    wordsPerSentence: lengths.reduce((sum, length) => sum + length, 0) / lengths.length || 0,
    you: per1000(COUNTED.you),
    indefinite: per1000(COUNTED.indefinite),
    semicolons: per1000(COUNTED.semicolons),
  };
}

/** Reads the documents that are measured, by path. Those that do not exist yet are left out. */
export function readDocuments(): Map<string, string> {
  const named = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "mocks/README.md", "docs/*.md"];
  const options = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...named];
  const paths = execFileSync("git", options, { encoding: "utf8" }).trim().split("\n");
  const present = [...new Set(paths)].filter((path) => existsSync(path)).sort();
  return new Map(present.map((path) => [path, readFileSync(path, "utf8")]));
}

/** Drops code blocks, what is generated between HTML comments, and the addresses of links. */
function withoutBlocks(markdown: string): string {
  return markdown
    .replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, "")
    .replace(/<!-- (\w+): begin -->[\s\S]*?<!-- \1: end -->/g, "")
    .replace(/\]\([^)]*\)/g, "]");
}

function sentences(prose: string): string[] {
  const paragraphs = prose
    .replace(/^(?:#|\|).*$/gm, "\n")
    .replace(/\*\*[^*\n]*[.:]\*\*/g, "")
    .split(/\n\s*\n|\n\s*(?:[-*]|\d+\.)\s/);
  return paragraphs
    .flatMap((paragraph) => paragraph.split(/(?<=[.?!][)"]?)\s+/))
    .filter((sentence) => countWords(sentence) > 0);
}

function countWords(text: string): number {
  return (text.match(/[\p{L}\d][\p{L}\d'’.,-]*/gu) ?? []).length;
}

function printTable(rows: Map<string, Figures>): void {
  console.table(
    Object.fromEntries(
      [...rows].map(([name, figures]) => [
        name,
        {
          words: figures.words,
          sentences: figures.sentences,
          "words per sentence": figures.wordsPerSentence.toFixed(1),
          "you / 1,000": figures.you.toFixed(1),
          "nobody, somebody, whoever / 1,000": figures.indefinite.toFixed(2),
          "semicolons / 1,000": figures.semicolons.toFixed(2),
        },
      ]),
    ),
  );
}

/** Names each limit that the figures pass. */
export function passedLimits(figures: Figures): Counted[] {
  const limits = Object.entries(LIMITS) as [Counted, number][];
  return limits.filter(([name, limit]) => figures[name] > limit).map(([name]) => name);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const documents = readDocuments();
  const all = measureProse([...documents.values()].join("\n\n"));
  const each = [...documents].map(([path, text]) => [path, measureProse(text)] as const);
  printTable(new Map([...each, ["all", all]]));
  const passed = passedLimits(all);
  if (passed.length > 0) {
    console.error(`Too many in 1,000 words: ${passed.join(", ")}`);
    process.exitCode = 1;
  }
}
