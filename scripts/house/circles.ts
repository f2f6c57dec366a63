import { dirname } from "node:path";
import type { Import } from "./module-graph.ts";

/** Files or folders that import each other, and their imports, those in the rarest direction first. */
export type Circle = { members: string[]; imports: Import[] };

/** @returns the circles of files, in which each member reaches each other one through imports. */
export function circlesOfFiles(imports: readonly Import[]): Circle[] {
  return circles(imports, (path) => path);
}

/** @returns the circles of folders. A folder is the directory of a file, without the folders inside it. */
export function circlesOfFolders(imports: readonly Import[]): Circle[] {
  return circles(
    imports.filter(({ from, to }) => dirname(from) !== dirname(to)),
    dirname,
  );
}

/** @returns one line for each import of the circle, for the message of a test that fails. */
export function described({ members, imports }: Circle): string {
  return [members.join(", "), ...imports.map(({ from, to }) => `  ${from} -> ${to}`)].join("\n");
}

function circles(imports: readonly Import[], nodeOf: (path: string) => string): Circle[] {
  const arrows = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    arrows.set(nodeOf(from), (arrows.get(nodeOf(from)) ?? new Set()).add(nodeOf(to)));
  }
  return stronglyConnected(arrows)
    .filter((members) => members.length > 1 || members.some((one) => arrows.get(one)?.has(one)))
    .map((members) => ({
      members: members.sort(),
      imports: rarestArrowFirst(
        imports.filter(({ from, to }) =>
          [from, to].every((path) => members.includes(nodeOf(path))),
        ),
        ({ from, to }) => `${nodeOf(from)} -> ${nodeOf(to)}`,
      ),
    }));
}

/** Of two folders that import each other, the one with fewer imports of the other is usually at fault. */
function rarestArrowFirst(imports: Import[], arrowOf: (one: Import) => string): Import[] {
  const count = (arrow: string) => imports.filter((one) => arrowOf(one) === arrow).length;
  return imports
    .map((one) => ({ one, weight: count(arrowOf(one)) }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ one }) => one);
}

/** Tarjan's algorithm. Each node is in exactly one component, together with the nodes that it reaches and that reach it. */
function stronglyConnected(arrows: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const components: string[][] = [];

  /** @returns the earliest open node that is reachable from here. */
  function visit(node: string): number {
    const own = order.size;
    order.set(node, own);
    open.push(node);
    const low = Math.min(own, ...[...(arrows.get(node) ?? [])].map(reach));
    if (low === own) components.push(open.splice(open.indexOf(node)));
    return low;
  }

  function reach(node: string): number {
    const seen = order.get(node);
    if (seen === undefined) return visit(node);
    return open.includes(node) ? seen : Number.POSITIVE_INFINITY;
  }

  for (const node of arrows.keys()) if (!order.has(node)) visit(node);
  return components;
}
