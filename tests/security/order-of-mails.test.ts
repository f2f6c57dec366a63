import { beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { HANDLERS } from "@/lib/operation/task-handlers";
import { startOutbox } from "@/lib/outbox/worker";
import { DEEP } from "../support/deep.ts";
import { answerOf } from "../support/in-process/app.ts";
import { Browser } from "../support/in-process/browser.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { emptyTables } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";

const emulator = standInForTheCloud({ keeps: true });
const SLOW = { match: { method: "POST", path: "/credential-binding-jobs" }, delay_ms: 600 };
const MAIL_EVERY_MS = 100;
const VICTIM = "ada@example.com";

let stranger: Browser;

beforeAll(async () => {
  await new Browser(emulator).join(VICTIM);
  await settled();
  stranger = new Browser(emulator).elsewhere(answerOf);
});
beforeEach(() => emptyTables());

const ask = (route: string, email: string) => stranger.json("POST", `/api/${route}`, { email });
const mailsTo = (address: string) =>
  emulator.store.state.messages.filter(({ to }) => to === address).length;

/** Mail goes out as it does on a server, at the turns of a clock, from a cloud that is slow. */
function runAsAServer(): void {
  const stop = startOutbox(HANDLERS, MAIL_EVERY_MS);
  emulator.faults.plant(SLOW);
  onTestFinished(async () => {
    emulator.faults.clear();
    await settled();
    await stop();
  });
}

async function mailOf(address: string): Promise<void> {
  await vi.waitUntil(() => mailsTo(address) > 0, { timeout: 15_000, interval: 5 });
}

test("19: the mails of one known address delay no mail of another address", DEEP, async () => {
  runAsAServer();
  const before = mailsTo(VICTIM);
  for (let count = 0; count < 10; count += 1) await ask("recover", VICTIM);
  await ask("register", "first@example.com");
  await mailOf("first@example.com");
  // One has been made since the first turn, and one more may have been begun behind it.
  expect(mailsTo(VICTIM) - before).toBeLessThanOrEqual(3);
  await ask("register", "second@example.com");
  await mailOf("second@example.com");
  expect(mailsTo(VICTIM) - before).toBeLessThanOrEqual(5);
});
