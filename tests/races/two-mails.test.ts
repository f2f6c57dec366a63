import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, expect, test } from "vitest";
import { PAYLOADS } from "@/lib/outbox/tasks";
import { mailRequestedLink } from "@/lib/use-cases/mail-binding-link";
import { Scene, VICTIM } from "../security/support/scene.ts";
import { checkpoint } from "../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { stopPolling } from "../support/in-process/dead-outbox.ts";
import { allTasks, runAllTasks } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";
import { interleave } from "./support/interleaving.ts";

const emulator = standInForTheCloud({ keeps: true });
const CREATE_JOB = { method: "POST", path: "/credential-binding-jobs" };
/** Long enough for the second request to finish, unless it waits for the first. */
const A_WHILE_MS = 150;

let scene: Scene;
let again: () => Promise<void>;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
  again = await checkpoint(emulator, scene.victim, scene.attacker);
});

// The poll would take up a task that a test has postponed.
beforeAll(stopPolling);

const refused = (error: unknown) => expect(error).toMatchObject({ code: "rate_limited" });

const mails = () => emulator.store.state.messages.filter(({ to }) => to === VICTIM).length;

test("two retried requests each get their mail, wherever the first is interrupted", async () => {
  let points = 0;
  for (let point = 1; ; point += 1) {
    await again();
    const fault = emulator.faults.plant({ match: CREATE_JOB, status: 500 });
    for (const _ of [1, 2]) await scene.victim.json("POST", "/api/recover", { email: VICTIM });
    emulator.faults.remove(fault);
    const [first, second] = (await allTasks()).map(({ payload }) =>
      PAYLOADS.mail_link.parse(payload),
    );
    if (!first || !second) throw new Error("both must be queued");
    const before = mails();
    let other: Promise<unknown> = Promise.resolve();
    const isReached = await interleave(
      point,
      () => mailRequestedLink(first),
      async () => {
        // The outbox tries it again, when it finds the first under way.
        other = mailRequestedLink(second).catch(refused);
        await Promise.race([other, wait(A_WHILE_MS)]);
      },
    );
    if (!isReached) break;
    await other;
    await settled();
    points = point;
    expect(mails() - before, `at ${point}`).toBeLessThanOrEqual(2);
    // Two at once: one of them is refused, and retried.
    await runAllTasks();
    await runAllTasks();
    expect(mails() - before, `at ${point}, run again`).toBe(2);
  }
  expect(points).toBeGreaterThan(4);
});
