import { readdirSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseAst, Visitor } from "vite";

/** @property refusal the part that makes the failure, or null for an option, whose failure is made by a library */
export type Rule = Span & { file: string; line: number; reason: string; refusal: Span | null };
type Span = { start: number; end: number };

const RULE_CALLS = new Set(["demand", "requireThat"]);

/** @returns the source files at or below a path, without tests */
export function sourcesBelow(prefix: string): string[] {
  if (statSync(prefix).isFile()) return [prefix];
  const below = readdirSync(prefix, { recursive: true, encoding: "utf8" });
  return below
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
    .map((file) => join(prefix, file));
}

/** @returns the rules of a source file */
export async function rulesOf(file: string): Promise<Rule[]> {
  const source = await readFile(file, "utf8");
  const tree = parseAst(source, { lang: file.endsWith("x") ? "tsx" : "ts" });
  return [...ruleStatements(tree), ...ruleOptions(tree)].map((rule) => ({
    ...rule,
    file,
    line: source.slice(0, rule.start).split("\n").length,
    reason: wording(source.slice(rule.start, rule.end)),
  }));
}

/** @returns the sentence in a rule, or the rule itself when there is none */
function wording(rule: string): string {
  const texts = [...rule.matchAll(/"([^"]*)"|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template,
  );
  return texts.find((text) => text?.includes(" ")) ?? rule.replace(/\s+/g, " ");
}

type Found = Span & { refusal: Span | null };

function ruleStatements(tree: ReturnType<typeof parseAst>): Found[] {
  const found: Found[] = [];
  new Visitor({
    ExpressionStatement({ expression, start, end }) {
      if (expression.type !== "CallExpression" || expression.callee.type !== "Identifier") return;
      const [, refusal] = expression.arguments;
      if (!RULE_CALLS.has(expression.callee.name) || !refusal) return;
      found.push({ start, end, refusal: { start: refusal.start, end: refusal.end } });
    },
  }).visit(tree);
  return found;
}

function ruleOptions(tree: ReturnType<typeof parseAst>): Found[] {
  const found: Found[] = [];
  new Visitor({
    CallExpression({ callee, arguments: parameters }) {
      const options = parameters.at(-1);
      if (callee.type !== "Identifier" || callee.name !== "jwtVerify") return;
      if (options?.type === "ObjectExpression") found.push(...options.properties.map(asOption));
    },
    Property({ key, value }) {
      if (key.type !== "Identifier" || key.name !== "checks") return;
      if (value.type === "ArrayExpression") {
        found.push(...value.elements.filter((element) => element !== null).map(asOption));
      }
    },
  }).visit(tree);
  return found;
}

function asOption({ start, end }: Span): Found {
  return { start, end, refusal: null };
}
