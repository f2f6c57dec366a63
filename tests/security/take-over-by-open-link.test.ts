import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { standInForTheCloud } from "../integration/support/cloud.ts";
import { allEvents } from "../integration/support/rows.ts";
import { Scene } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

const linkStates = () =>
  emulator.store.state.bindingJobs
    .filter(({ identityId }) => identityId === scene.victimId)
    .map(({ state }) => state);

test.each([
  ["a moment", 4],
  ["minutes", undefined],
])(
  "take-over: use a link got with a copied cookie after its owner signed out everywhere while the cloud failed for %s",
  async (_, times) => {
    await scene.thief().json("POST", "/api/passkeys", { delivery: "here" });
    expect(linkStates()).toContain("LINK_SENT");
    emulator.faults.plant({
      match: { method: "GET", path: "credential-binding-jobs" },
      drop: true,
      ...(times ? { times } : {}),
    });
    await scene.victim.json("DELETE", "/api/sessions");
    if (times === undefined) {
      await vi.waitFor(async () => {
        expect((await allEvents()).map(({ type }) => type)).toContain("links_left_open");
      });
      emulator.faults.clear();
      expect(linkStates()).toContain("LINK_SENT");
      await scene.victim.signIn();
    }
    await vi.waitFor(() => expect(linkStates()).not.toContain("LINK_SENT"));
  },
);

test("a clean-up that fails at a sign-in costs nobody the link they have just asked for", async () => {
  await scene.victim.json("POST", "/api/passkeys", { delivery: "here" });
  const fault = emulator.faults.plant({ match: { path: "credential-binding-jobs" }, drop: true });
  emulator.journal.clear();
  const asked = () =>
    emulator.journal.entries().filter(({ path }) => path.includes("binding-jobs"));
  await scene.victim.signIn();
  await vi.waitFor(() => expect(asked()).toHaveLength(9));
  emulator.faults.remove(fault);
  await scene.victim.signIn();
  await vi.waitFor(() => expect(asked().length).toBeGreaterThan(9));
  expect((await allEvents()).map(({ type }) => type)).not.toContain("links_left_open");
  expect(linkStates()).toContain("LINK_SENT");
});
