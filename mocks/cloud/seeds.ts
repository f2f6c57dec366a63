import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Credential, Identity } from "./model.ts";
import type { Origins } from "./origins.ts";
import { peopleFields, toCredential, toIdentity } from "./seed-people.ts";
import type { OwnSettings } from "./settings.ts";
import { blankWorld, starterWorld } from "./starter.ts";
import { type World, worldFields } from "./world.ts";
import { worldProblem } from "./world-problem.ts";

/** What an emulator starts with. */
export type Seed = {
  /** `starter`, `blank`, or a hash of the seed file. A saved state is continued only from the same one. */
  name: string;
  world: World;
  identities: Identity[];
  credentials: Credential[];
  settings: OwnSettings;
};

const seedFileSchema = z.strictObject({
  version: z.literal(1),
  settings: z
    .strictObject({
      refresh_tokens: z.enum(["off", "static", "rotating"]).default("rotating"),
      extra_prove_rounds: z.int().min(0).max(10).default(0),
    })
    .default({ refresh_tokens: "rotating", extra_prove_rounds: 0 }),
  ...worldFields,
  ...peopleFields,
});

/** A seed file, as it is printed and read. */
export type SeedFile = z.infer<typeof seedFileSchema>;

/**
 * @param choice `starter`, `blank` or the path of a seed file
 * @throws Error in plain words when the file cannot be read, is of another form, or contradicts itself
 */
export function readSeed(choice: string, origins: Origins): Seed {
  if (choice === "starter") return emptyOfPeople(choice, starterWorld(origins));
  if (choice === "blank") return emptyOfPeople(choice, blankWorld());
  const text = textOf(choice);
  const { version: _, settings, identities, passkeys, ...world } = parsed(choice, text);
  const problem = worldProblem(world);
  if (problem) throw new Error(`The seed file ${choice} contradicts itself: ${problem}.`);
  return {
    name: createHash("sha256").update(text).digest("base64url"),
    world,
    identities: identities.map(toIdentity),
    credentials: passkeys.map(toCredential),
    settings: {
      refreshTokens: settings.refresh_tokens,
      extraProveRounds: settings.extra_prove_rounds,
    },
  };
}

function emptyOfPeople(name: string, world: World): Seed {
  const settings = { refreshTokens: "rotating", extraProveRounds: 0 } as const;
  return { name, world, identities: [], credentials: [], settings };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const known = "Known seeds are starter and blank.";
    throw new Error(`The seed file ${path} cannot be read. ${known}`, { cause: error });
  }
}

function parsed(path: string, text: string): SeedFile {
  const result = seedFileSchema.safeParse(jsonOf(path, text));
  if (result.success) return result.data;
  throw new Error(`The seed file ${path} is invalid.\n${z.prettifyError(result.error)}`);
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`The seed file ${path} is not valid JSON.`);
  }
}
