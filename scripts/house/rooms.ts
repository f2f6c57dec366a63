import { dirname } from "node:path";
import type { Import } from "./module-graph.ts";

/** Folders and their imports. A folder is the directory of a file, without the folders inside it. */
export type Rooms = ReadonlyMap<string, ReadonlySet<string>>;

/** @returns every folder of the given files with the other folders that it imports. */
export function roomsOf(files: readonly string[], imports: readonly Import[]): Rooms {
  const rooms = new Map(files.map((path) => [dirname(path), new Set<string>()]));
  for (const { from, to } of imports) {
    const [own, other] = [dirname(from), dirname(to)];
    if (own !== other && rooms.has(other)) rooms.get(own)?.add(other);
  }
  return rooms;
}

/**
 * @param rooms without a circle
 * @returns the floor of each folder. Floor 0 imports no other folder, and each folder stands one floor above the
 * highest that it imports
 */
export function floorsOf(rooms: Rooms): Map<string, number> {
  const floors = new Map<string, number>();
  function floorOf(room: string): number {
    const known = floors.get(room);
    if (known !== undefined) return known;
    const floor = Math.max(-1, ...[...(rooms.get(room) ?? [])].map(floorOf)) + 1;
    floors.set(room, floor);
    return floor;
  }
  for (const room of rooms.keys()) floorOf(room);
  return floors;
}

/** @returns the imports without those that a longer path implies. */
export function withoutShortcuts(rooms: Rooms): Rooms {
  const reach = (room: string, seen = new Set<string>()): Set<string> => {
    for (const next of rooms.get(room) ?? []) {
      if (!seen.has(next)) reach(next, seen.add(next));
    }
    return seen;
  };
  return new Map(
    [...rooms].map(([room, targets]) => {
      const byDetour = new Set([...targets].flatMap((target) => [...reach(target)]));
      return [room, new Set([...targets].filter((target) => !byDetour.has(target)))];
    }),
  );
}
