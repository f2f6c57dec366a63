import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import type { State } from "./model.ts";
import type { Persistence, SavedState } from "./store.ts";
import { worldSchema } from "./world.ts";

const VERSION = 1;

const listOf = <Key extends keyof State>(_: Key) =>
  z.array(z.custom<State[Key] extends (infer Item)[] ? Item : never>(isRecord));

const fileSchema = z.object({
  version: z.literal(VERSION),
  state: z.object({
    world: worldSchema.optional(),
    seededFrom: z.string().optional(),
    origins: z.object({ auth: z.string(), api: z.string(), app: z.string() }).optional(),
    identities: listOf("identities"),
    credentials: listOf("credentials"),
    bindingJobs: listOf("bindingJobs"),
    batchJobs: listOf("batchJobs").default([]),
    messages: listOf("messages"),
    transactions: listOf("transactions"),
    authorizationCodes: listOf("authorizationCodes"),
    accessTokens: listOf("accessTokens"),
    refreshTokens: listOf("refreshTokens").default([]),
    passkeyBindingTokens: listOf("passkeyBindingTokens").default([]),
    usedAssertions: listOf("usedAssertions"),
    signingKeys: z.record(z.string(), z.custom<State["signingKeys"][string]>(isRecord)),
    retiredKeys: z
      .record(z.string(), z.array(z.custom<State["signingKeys"][string]>(isRecord)))
      .default({}),
  }),
});

/**
 * Keeps a store's state in a JSON file that only its owner can read, because it holds private signing keys. One emulator
 * at a time uses a file.
 *
 * @param path of the file, whose folder is created when it is missing
 * @param now milliseconds since the Unix epoch
 */
export function createFilePersistence(path: string, now: () => number = Date.now): Persistence {
  let written = "";
  return {
    load() {
      // Left by an emulator that was killed while it wrote.
      rmSync(unfinished(path), { force: true });
      if (!existsSync(path)) return undefined;
      const state = readState(path);
      if (!state) setAside(path, now(), "cannot be read, or another version wrote it");
      return state;
    },
    setAside: (reason) => setAside(path, now(), reason),
    save(state) {
      const text = JSON.stringify({ version: VERSION, state: withoutExpired(state, now()) });
      if (text === written) return;
      write(path, text);
      written = text;
    },
  };
}

function readState(path: string): SavedState | undefined {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, "utf8"))).state;
  } catch {
    return undefined;
  }
}

function setAside(path: string, now: number, reason: string): void {
  const aside = `${path}.set-aside-${now}`;
  renameSync(path, aside);
  process.stderr.write(
    `emulator: ${path} ${reason}. It was renamed to ${aside}. The emulator starts with its seed.\n`,
  );
}

/** Writes to another file and renames it, so that a crash never leaves half a file. */
function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = unfinished(path);
  writeFileSync(beside, text, { mode: 0o600 });
  chmodSync(beside, 0o600);
  renameSync(beside, path);
}

function unfinished(path: string): string {
  return `${path}.tmp`;
}

function withoutExpired(state: State, now: number): State {
  const unexpired = ({ expiresAt }: { expiresAt: number }) => expiresAt > now;
  return {
    ...state,
    transactions: state.transactions.filter(unexpired),
    authorizationCodes: state.authorizationCodes.filter(unexpired),
    accessTokens: state.accessTokens.filter(unexpired),
    refreshTokens: state.refreshTokens.filter(unexpired),
    passkeyBindingTokens: state.passkeyBindingTokens.filter(unexpired),
    usedAssertions: state.usedAssertions.filter(unexpired),
  };
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
