import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { circlesOfFiles, circlesOfFolders } from "./house/circles.ts";
import { importsIn, sourcesIn } from "./house/module-graph.ts";
import { floorsOf, roomsOf, withoutShortcuts } from "./house/rooms.ts";

/** The page that shows the structure, between two marks. */
export const PAGE = "docs/architecture.md";
const BEGIN = "<!-- structure: begin -->";
const END = "<!-- structure: end -->";

const HOUSES = [["lib"], ["mocks"], ["app", "components"]] as const;
/** A shorter file needs a reason to exist. */
const SHORT_LINES = 15;

/**
 * @returns the generated part of the page: how the folders of each house import each other, and one picture of `lib/`. It
 * changes with imports between folders, not with every file.
 */
export function structureOf(root: string): string {
  const rows = HOUSES.map((places) => Object.values(foldersOf(root, places)));
  return [
    "| | folders | imports between folders | floors | circles of folders | circles of files |",
    "| --- | --- | --- | --- | --- | --- |",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    pictureOf(root, ["lib"]),
  ].join("\n");
}

/** @returns the page with the part between the marks replaced. */
export function withStructure(page: string, structure: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has no place for it`);
  return `${before}${BEGIN}\n\n${structure}\n\n${END}${after}`;
}

function foldersOf(root: string, places: readonly string[]) {
  const imports = importsIn(root, places);
  const rooms = roomsOf(sourcesIn(root, places), imports);
  const circles = circlesOfFolders(imports).length;
  return {
    house: places.map((place) => `\`${place}/\``).join(" and "),
    folders: rooms.size,
    imports: [...rooms.values()].reduce((sum, targets) => sum + targets.size, 0),
    floors: circles > 0 ? "none" : Math.max(...floorsOf(rooms).values()) + 1,
    "circles of folders": circles,
    "circles of files": circlesOfFiles(imports).length,
  };
}

function filesOf(root: string, places: readonly string[]) {
  const lengths = sourcesIn(root, places)
    .map((path) => linesOf(root, path))
    .sort((a, b) => a - b);
  return {
    files: lengths.length,
    "under 15 lines": lengths.filter((length) => length < SHORT_LINES).length,
    "median lines": atShare(lengths, 0.5),
    "90 % have at most": atShare(lengths, 0.9),
  };
}

function linesOf(root: string, path: string): number {
  return readFileSync(`${root}/${path}`, "utf8").trimEnd().split("\n").length;
}

function atShare(sorted: number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}

/** Mermaid, which GitHub and editors draw. An import that a longer way implies is left out. */
function pictureOf(root: string, places: readonly string[]): string {
  const rooms = withoutShortcuts(roomsOf(sourcesIn(root, places), importsIn(root, places)));
  const name = (room: string) => room.replaceAll("/", "_");
  const title = (room: string) =>
    room.replace(/^lib\//, "").replace(/^lib$/, "files of lib itself");
  return [
    "```mermaid",
    "flowchart TD",
    ...[...rooms.keys()].sort().map((room) => `  ${name(room)}["${title(room)}"]`),
    ...[...rooms]
      .sort()
      .flatMap(([room, targets]) =>
        [...targets].sort().map((target) => `  ${name(room)} --> ${name(target)}`),
      ),
    "```",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const structure = structureOf(process.cwd());
  writeFileSync(PAGE, withStructure(readFileSync(PAGE, "utf8"), structure));
  console.table(
    HOUSES.map((places) => ({
      ...foldersOf(process.cwd(), places),
      ...filesOf(process.cwd(), places),
    })),
  );
}
