import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { inDatabase } from "@/lib/database/database";
import { knownPasskeys } from "@/lib/database/schema";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import type { AppBrowser } from "../support/app-browser.ts";
import { answerOf } from "../support/in-process/app.ts";
import { standInForTheCloud } from "../support/in-process/cloud.ts";
import { ago, allEvents, changeSessions, runAllTasks } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";
import { Scene } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });

let scene: Scene;
/** A browser with the victim's passkey, in which another user is signed in. */
let stolen: AppBrowser;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(async () => {
  await scene.again();
  stolen = scene.victim.elsewhere();
  await stolen.signIn();
  await runAllTasks();
});

function passkey() {
  const { credentials } = emulator.store.state;
  const found = credentials.find(({ identityId }) => identityId === scene.victimId);
  if (!found) throw new Error("the victim has a passkey");
  return found;
}

async function check(who: AppBrowser): Promise<number> {
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  return (await who.json("GET", "/api/sessions")).status;
}

const rename = (from: string, to: string) =>
  inDatabase((db) => db.execute(`ALTER TABLE ${from} RENAME TO ${to}`));
const revoke = (who: AppBrowser) => who.json("DELETE", `/api/passkeys/${passkey().id}`);
const revokeInTheConsole = () =>
  Object.assign(passkey(), { state: "REVOKED", updatedAt: Date.now() });

/** What happens around the call that has the cloud revoke a passkey. */
function aroundRevoking(task: (send: () => Promise<Response>) => Promise<Response>): void {
  const send = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((...parameters) => {
    const { url } = new Request(...parameters);
    return url.endsWith(":revoke") && url.includes("/credentials/")
      ? task(() => send(...parameters))
      : send(...parameters);
  });
}

test("take-over: stay signed in with a revoked passkey because the database failed while its owner revoked it", async () => {
  await rename("account_epochs", "gone");
  const { status } = await revoke(scene.victim).finally(() => rename("gone", "account_epochs"));
  expect(status).toBe(503);
  expect(passkey().state).toBe("REVOKED");
  await check(scene.victim);
  await runAllTasks();
  expect(await check(stolen)).toBe(401);
  expect(await check(scene.victim)).toBe(200);
  const events = (await allEvents()).map(({ type }) => type);
  expect(events.filter((type) => type === "passkey_revoked")).toHaveLength(1);
  expect(events).not.toContain("session_ended_by_cloud");
});

test("take-over: stay signed in with a revoked passkey because the server died while its owner revoked it", async () => {
  let wake: () => void = () => undefined;
  const sleep = new Promise<void>((resolve) => {
    wake = resolve;
  });
  aroundRevoking(async (send) => {
    const answer = await send();
    await sleep;
    return answer;
  });
  const owner = scene.victim.copy(answerOf);
  const answering = revoke(owner);
  await vi.waitFor(() => expect(passkey().state).toBe("REVOKED"));
  await runAllTasks();
  expect(await check(stolen)).toBe(401);
  expect(await check(scene.victim)).toBe(200);
  wake();
  await answering;
  await settled();
});

test.each(["known_passkeys", "outbox"])(
  "take-over: stay signed in with a passkey revoked in the console, after a revocation here failed on %s",
  async (table) => {
    aroundRevoking(async () => {
      await rename(table, "gone");
      return new Response("{}", { status: 403 });
    });
    expect((await revoke(scene.victim)).status).toBeGreaterThan(499);
    await rename("gone", table);
    vi.restoreAllMocks();
    await runAllTasks();
    expect(await check(stolen)).toBe(200);
    revokeInTheConsole();
    expect(await check(stolen)).toBe(401);
  },
);

test("take-over: stay signed in with a passkey that counted as lost and that the cloud still lists", async () => {
  await inDatabase((db) => db.update(knownPasskeys).set({ active: false }));
  expect(await check(stolen)).toBe(200);
  revokeInTheConsole();
  expect(await check(stolen)).toBe(401);
});

test("take-over: stay signed in with a passkey that is revoked in the console before any was known", async () => {
  await inDatabase((db) => db.delete(knownPasskeys));
  revokeInTheConsole();
  expect(await check(stolen)).toBe(401);
});

test("take-over: stay signed in because the cloud failed to list the passkeys at the sign-in", async () => {
  const fault = emulator.faults.plant({ match: { path: "/credentials" }, status: 503 });
  const secondSignIn = scene.victim.elsewhere();
  await secondSignIn.signIn();
  await inDatabase((db) => db.delete(knownPasskeys));
  emulator.faults.remove(fault);
  await runAllTasks();
  expect(await inDatabase((db) => db.$count(knownPasskeys))).toBe(1);
  emulator.store.state.credentials = emulator.store.state.credentials.filter(
    ({ identityId }) => identityId !== scene.victimId,
  );
  expect(await check(secondSignIn)).toBe(401);
});
