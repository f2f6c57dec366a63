import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A folder with changes, of which none is on the disk yet. */
export type Draft = {
  folder: string;
  deleted: readonly string[];
  /** Contents by path. They come after what is deleted. */
  written: ReadonlyMap<string, string>;
};

/** @returns a folder as it is */
export function draftOf(folder: string): Draft {
  return { folder, deleted: [], written: new Map() };
}

/** @returns whether a file or folder is there, with the changes */
export function isThere({ folder, deleted, written }: Draft, path: string): boolean {
  if ([...written.keys()].some((file) => isWithin(path, file))) return true;
  return !deleted.some((gone) => isWithin(gone, path)) && existsSync(join(folder, path));
}

/** @returns the text of a file that is there, with the changes */
export function textOf({ folder, written }: Draft, path: string): string {
  return written.get(path) ?? readFileSync(join(folder, path), "utf8");
}

/** @returns the draft without these files and folders */
export function withoutPaths(draft: Draft, paths: readonly string[]): Draft {
  const left = [...draft.written].filter(([file]) => !paths.some((gone) => isWithin(gone, file)));
  return { ...draft, deleted: [...draft.deleted, ...paths], written: new Map(left) };
}

/** @returns the draft with these files, by path */
export function withFiles(draft: Draft, files: ReadonlyMap<string, string>): Draft {
  return { ...draft, written: new Map([...draft.written, ...files]) };
}

/** Makes the changes on the disk. */
export function writeDraft({ folder, deleted, written }: Draft): void {
  for (const path of deleted) rmSync(join(folder, path), { recursive: true, force: true });
  for (const [path, text] of written) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function isWithin(place: string, path: string): boolean {
  return path === place || path.startsWith(`${place}/`);
}
