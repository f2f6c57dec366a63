import { createHash, randomBytes } from "node:crypto";
import type { State } from "./model.ts";

/** Where a store keeps its state across restarts of the emulator. */
export type Persistence = {
  /** @returns the saved state, or undefined when there is none. */
  load(): State | undefined;
  save(state: State): void;
};

/** The state of the emulated cloud. */
export class Store {
  state: State;

  constructor(private readonly persistence?: Persistence) {
    this.state = persistence?.load() ?? emptyState();
  }

  /** Writes the state through to the persistence, if there is one. */
  save(): void {
    this.persistence?.save(this.state);
  }

  /** Returns to the seed. Only the signing keys are kept, because clients have cached them by `kid`. */
  reset(): void {
    const { signingKeys, retiredKeys } = this.state;
    this.state = { ...emptyState(), signingKeys, retiredKeys };
    this.save();
  }
}

function emptyState(): State {
  return {
    identities: [],
    credentials: [],
    bindingJobs: [],
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

/** @returns 16 random hexadecimal digits, the form of the vendor's identity, credential and job ids. */
export function hexId(): string {
  return randomBytes(8).toString("hex");
}

/**
 * @param characters length of the result, a multiple of 4
 * @returns a random string of base64url characters
 */
export function randomToken(characters: number): string {
  return randomBytes((characters * 3) / 4).toString("base64url");
}

/** @returns the SHA-256 of a secret, base64url: what the store keeps instead of the secret. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
