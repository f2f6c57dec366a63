import { expect } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { Browser } from "../../support/in-process/browser.ts";
import { checkpoint } from "../../support/in-process/checkpoint.ts";
import { createSoftwareDevice } from "../../support/software-device.ts";

export const VICTIM = "ada@example.com";
export const ATTACKER = "mallory@example.com";

const sessionSchema = z.object({ user: z.object({ id: z.string() }) }).nullable();

/** Two users with an account each, one of whom attacks the other. */
export class Scene {
  readonly victim: Browser;
  readonly attacker: Browser;
  /** The attacker's own tools, without the precautions of a page. */
  readonly tools = createSoftwareDevice((request) => fetch(request));
  /** The link that created the victim's passkey. */
  usedLink = "";
  private passkeysBefore: string[] = [];

  constructor(readonly emulator: Emulator) {
    this.victim = new Browser(emulator);
    this.attacker = new Browser(emulator, "Mallory/1.0");
  }

  /** Creates an account and a passkey for both and signs them in. */
  async begin(): Promise<void> {
    await this.victim.enter(VICTIM);
    await this.attacker.enter(ATTACKER);
    this.usedLink = this.victim.newestLink(VICTIM);
    this.emulator.store.state.messages = [];
    this.passkeysBefore = this.passkeysOfVictim();
    this.again = await checkpoint(this.emulator, this.victim, this.attacker);
  }

  /** Undoes all that happened since `begin`. */
  again: () => Promise<void> = async () => undefined;

  get victimId(): string {
    return this.identityOf(VICTIM);
  }

  get attackerId(): string {
    return this.identityOf(ATTACKER);
  }

  /** @returns a browser with nothing but a copy of the victim's session cookie. */
  thief(): Browser {
    const thief = new Browser(this.emulator, "Mallory/1.0");
    thief.takeSessionCookie(this.victim.sessionCookie() ?? "");
    return thief;
  }

  /** Asserts that only the victim is signed in as the victim, with unchanged passkeys. */
  async expectUnharmed(...intruders: Browser[]): Promise<void> {
    for (const intruder of [this.attacker, ...intruders]) {
      const session = sessionSchema.parse(await intruder.session());
      expect(session?.user.id).not.toBe(this.victimId);
      const sessions = await intruder.json("GET", "/api/sessions");
      if (session === null) expect(sessions.status).toBe(401);
    }
    expect(this.passkeysOfVictim()).toEqual(this.passkeysBefore);
    expect((await this.victim.elsewhere().signIn()).pathname).toBe("/account");
  }

  private passkeysOfVictim(): string[] {
    const { credentials } = this.emulator.store.state;
    return credentials
      .filter(({ identityId }) => identityId === this.victimId)
      .map(({ id, state }) => `${id} ${state}`);
  }

  private identityOf(username: string): string {
    const { identities } = this.emulator.store.state;
    return identities.find(({ traits }) => traits.username === username)?.id ?? "";
  }
}
