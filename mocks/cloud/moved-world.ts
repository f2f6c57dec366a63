import type { Origins } from "./origins.ts";
import { type World, worldSchema } from "./world.ts";

/** @returns a world whose addresses at earlier origins of the app and the cloud are at the present ones. */
export function movedWorld(world: World, from: Origins, to: Origins): World {
  const moves: [string, string][] = [
    [from.app, to.app],
    [from.auth, to.auth],
  ];
  const move = (text: string) => {
    const [earlier, present] = moves.find(([origin]) => isAt(text, origin)) ?? ["", ""];
    return `${present}${text.slice(earlier.length)}`;
  };
  return worldSchema.parse(
    JSON.parse(JSON.stringify(world), (_, value) =>
      typeof value === "string" ? move(value) : value,
    ),
  );
}

function isAt(text: string, origin: string): boolean {
  return text === origin || text.startsWith(`${origin}/`);
}
