import { beforeAll, beforeEach, expect, test } from "vitest";
import { deepUnless } from "../support/deep.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { allTasks, runAllTasks } from "../support/in-process/rows.ts";
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

for (const [how, fault] of [
  ["for a moment", { drop: true, times: 1 }],
  ["for minutes", { drop: true }],
  ["with an error", { status: 500 }],
  ["with a limit", { status: 429 }],
] as const) {
  test(
    `take-over: use a thief's link after its owner signed out everywhere while the cloud failed ${how}`,
    deepUnless(how === "for minutes"),
    async () => {
      await scene.thief().json("POST", "/api/passkeys", { delivery: "here" });
      expect(linkStates()).toContain("LINK_SENT");
      emulator.faults.plant({ match: { path: "credential-binding-jobs" }, ...fault });
      expect((await scene.victim.json("DELETE", "/api/sessions")).status).toBe(204);
      emulator.faults.clear();
      await runAllTasks();
      expect(linkStates()).not.toContain("LINK_SENT");
      expect(await allTasks()).toEqual([]);
    },
  );
}

test("take-over: use a link after its owner revoked a passkey while the cloud failed", async () => {
  const { credentials } = emulator.store.state;
  const passkey = credentials.find(({ identityId }) => identityId === scene.victimId);
  await scene.thief().json("POST", "/api/passkeys", { delivery: "here" });
  emulator.faults.plant({ match: { path: "credential-binding-jobs" }, drop: true });
  expect((await scene.victim.json("DELETE", `/api/passkeys/${passkey?.id}`)).status).toBe(204);
  emulator.faults.clear();
  await runAllTasks();
  expect(linkStates()).not.toContain("LINK_SENT");
});
