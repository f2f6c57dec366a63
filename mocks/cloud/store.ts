import { hash, randomBytes } from "node:crypto";
import type { State } from "./model.ts";
import { movedWorld } from "./moved-world.ts";

/** A saved state. One from before worlds were saved has none. */
export type SavedState = Omit<State, keyof Start> & Partial<Pick<State, keyof Start>>;

/** Where a store keeps its state across restarts of the emulator. */
export type Persistence = {
  /** @returns the saved state, or undefined when there is none. */
  load(): SavedState | undefined;
  save(state: State): void;
  /** Keeps the saved state under another name, and says why. */
  setAside(reason: string): void;
};

type Start = Pick<State, "world" | "seededFrom" | "origins">;

/** What a store begins with, and returns to. */
export type Beginning = Start &
  Pick<State, "identities" | "credentials"> & {
    /** Whether a seed was asked for by name, so that a state of another seed is not continued. */
    isChosen: boolean;
  };

/** The state of the emulated cloud. */
export class Store {
  state: State;

  constructor(
    private readonly beginning: Beginning,
    private readonly persistence?: Persistence,
  ) {
    this.state = this.continued() ?? firstState(beginning);
  }

  /** Writes the state through to the persistence, if there is one. */
  save(): void {
    this.persistence?.save(this.state);
  }

  /** Returns to the seed. Only the signing keys are kept, because clients have cached them by `kid`. */
  reset(): void {
    this.replace(firstState(this.beginning));
  }

  /** Takes another state, apart from the signing keys. */
  replace(state: State): void {
    const { signingKeys, retiredKeys } = this.state;
    this.state = { ...state, signingKeys, retiredKeys };
    this.save();
  }

  private continued(): State | undefined {
    const saved = this.persistence?.load();
    if (!saved) return undefined;
    const { world, seededFrom, origins, isChosen } = this.beginning;
    const state = { ...saved, seededFrom: saved.seededFrom ?? "starter", origins };
    if (isChosen && state.seededFrom !== seededFrom) {
      this.persistence?.setAside("began with another seed");
      return undefined;
    }
    const own = saved.world && movedWorld(saved.world, saved.origins ?? origins, origins);
    return { ...state, world: own ?? structuredClone(world) };
  }
}

function firstState(beginning: Beginning): State {
  const { world, identities, credentials, seededFrom, origins } = structuredClone(beginning);
  return {
    ...{ world, seededFrom, origins, identities, credentials },
    bindingJobs: [],
    batchJobs: [],
    messages: [],
    transactions: [],
    authorizationCodes: [],
    accessTokens: [],
    refreshTokens: [],
    passkeyBindingTokens: [],
    usedAssertions: [],
    signingKeys: {},
    retiredKeys: {},
  };
}

/** Random bytes that are yet to be used, because to ask for 1,000 takes hardly longer than to ask for 16. */
let unused = Buffer.alloc(0);

function freshBytes(count: number): Buffer {
  if (unused.length < count) unused = randomBytes(1024);
  const bytes = unused.subarray(0, count);
  unused = unused.subarray(count);
  return bytes;
}

/** @returns 16 random hexadecimal digits, the form of the vendor's identity, credential and job ids. */
export function hexId(): string {
  return freshBytes(8).toString("hex");
}

/**
 * @param characters length of the result, a multiple of 4
 * @returns a random string of base64url characters
 */
export function randomToken(characters: number): string {
  return freshBytes((characters * 3) / 4).toString("base64url");
}

/** @returns the SHA-256 of a secret, base64url: what the store keeps instead of the secret. */
export function hashToken(token: string): string {
  return hash("sha256", token, "base64url");
}
