import { afterAll, beforeAll, expect, test } from "vitest";
import { differences } from "./differences.ts";
import { authorizationSteps, type Dialogues, tokenSteps } from "./support/dialogue.ts";
import { startOwnTenant } from "./support/own-tenant.ts";
import { Dialogue, type Party } from "./support/parties.ts";
import { startReferenceProvider } from "./support/reference-provider.ts";

const steps = { ...authorizationSteps, ...tokenSteps };
let emulator: Dialogues;
let reference: Dialogues;
const running: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  const parties = await Promise.all([startOwnTenant(), startReferenceProvider()]);
  running.push(...parties);
  emulator = dialoguesWith(parties[0]);
  reference = dialoguesWith(parties[1]);
});
afterAll(() => Promise.all(running.map((party) => party.close())));

function dialoguesWith(party: Party): Dialogues {
  return {
    confidential: new Dialogue(party, party.confidential),
    public: new Dialogue(party, party.public),
    machine: new Dialogue(party, party.machine),
  };
}

test.each(Object.entries(steps))(
  "%s: as oidc-provider, or otherwise for a reason",
  async (name, step) => {
    const seen = { emulator: await step(emulator), reference: await step(reference) };
    const known = differences[name];
    if (known) expect({ ...seen, why: known.why }).toEqual(known);
    else expect(seen.emulator).toEqual(seen.reference);
  },
);

test("each difference is one of the steps, and is explained", () => {
  expect(Object.keys(steps)).toEqual(expect.arrayContaining(Object.keys(differences)));
  for (const { emulator: own, reference: other, why } of Object.values(differences)) {
    expect(own).not.toEqual(other);
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
  }
});
