import { beforeAll, beforeEach, expect, test } from "vitest";
import { type Account, accountOfRequest } from "@/lib/auth/current-account";
import { deleteOwnAccount } from "@/lib/use-cases/delete-account";
import { revokeOwnPasskey } from "@/lib/use-cases/own-passkeys";
import { endAllSessions, endOtherSessions, endOwnSession } from "@/lib/use-cases/own-sessions";
import { deepUnless } from "../support/deep.ts";
import { answerOf } from "../support/in-process/app.ts";
import { APP_ORIGIN, standInForTheCloud } from "../support/in-process/cloud.ts";
import { allSessions, runAllTasks } from "../support/in-process/rows.ts";
import { settled } from "../support/in-process/scope.ts";
import { Scene } from "./support/scene.ts";

const emulator = standInForTheCloud({ keeps: true });
const CREATE_JOB = { method: "POST", path: "/credential-binding-jobs" };

let scene: Scene;

beforeAll(async () => {
  scene = new Scene(emulator);
  await scene.begin();
});
beforeEach(() => scene.again());

const credentialOfVictim = () => {
  const { credentials } = emulator.store.state;
  const found = credentials.find(({ identityId, state }) => {
    return identityId === scene.victimId && state === "ACTIVE";
  });
  if (!found) throw new Error("The victim has no passkey.");
  return found;
};
const passkeyOfVictim = () => credentialOfVictim().id;
/** The newest session is that of the owner, who came back to throw the thief out. */
const sessionOfOwner = async () => (await allSessions()).at(-1)?.id ?? "";

const openLinks = () =>
  emulator.store.state.bindingJobs.filter(
    ({ identityId, state }) => identityId === scene.victimId && state === "LINK_SENT",
  );

/** A request whose body waits for `send`. */
function stalledRequest(cookie: string) {
  let send: (text: string) => void = () => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"del'));
      send = (text) => {
        controller.enqueue(new TextEncoder().encode(text));
        controller.close();
      };
    },
  });
  const headers = { cookie, "content-type": "application/json" };
  const init = { method: "POST", headers, body, duplex: "half" } as const;
  return { request: new Request(`${APP_ORIGIN}/api/passkeys`, init), send };
}

test("take-over: hold back the body of a link request until the session has ended", async () => {
  const stalled = stalledRequest(scene.victim.allCookies());
  const answering = answerOf(stalled.request);
  const elsewhere = scene.victim.elsewhere();
  await elsewhere.signIn();
  expect((await elsewhere.json("DELETE", "/api/sessions")).status).toBe(204);
  stalled.send('ivery":"here"}');
  expect((await answering).status).toBe(401);
  expect(openLinks()).toEqual([]);
});

for (const delivery of ["here", "email"]) {
  test(
    `take-over: request a link (${delivery}) from a slow cloud while the owner signs out everywhere`,
    deepUnless(delivery === "here"),
    async () => {
      emulator.faults.plant({ match: CREATE_JOB, delay_ms: 1_500, times: 1 });
      const thief = scene.victim.copy(answerOf);
      const answering = thief.json("POST", "/api/passkeys", { delivery });
      const elsewhere = scene.victim.elsewhere();
      await elsewhere.signIn();
      await elsewhere.json("DELETE", "/api/sessions");
      const answer = await answering;
      expect(answer.status).toBe(401);
      const said = await answer.text();
      expect(said).toContain('"code":"session_ended"');
      expect(said).not.toContain("invokeAuthenticator");
      await settled();
      await runAllTasks();
      expect(openLinks()).toEqual([]);
    },
  );
}

test("take-over: complete a sign-in with a code issued before the owner ended all sessions", async () => {
  const stolen = scene.victim.elsewhere();
  const callback = await stolen.answer(await stolen.start());
  expect((await scene.victim.json("DELETE", "/api/sessions")).status).toBe(204);
  const end = await stolen.open(callback);
  expect(`${end.pathname}${end.search}`).toBe("/auth-error?error=sign_in_interrupted");
  expect(stolen.hasSession()).toBe(false);
  expect((await allSessions()).filter((row) => row.identityId === scene.victimId)).toHaveLength(1);
  await runAllTasks();
  const alive = emulator.store.state.refreshTokens.filter(({ revokedAt }) => !revokedAt);
  expect(alive.length).toBe(2);
});

test("two revocations at once keep the last passkey of a user without an address", async () => {
  const { credentials, identities } = emulator.store.state;
  const person = identities.find(({ id }) => id === scene.victimId);
  if (person) delete person.traits.primary_email_address;
  const [first] = credentials.filter(({ identityId }) => identityId === scene.victimId);
  if (first) credentials.push({ ...first, id: "a1b2c3d4e5f60718" });
  const ids = [first?.id, "a1b2c3d4e5f60718"];
  const answers = await Promise.all(
    ids.map((id) => scene.victim.json("DELETE", `/api/passkeys/${id}`)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
});

/** @returns both, signed in, and the account as a request of the thief has read it */
async function thiefAndOwner() {
  const [thief, owner] = [scene.victim.elsewhere(), scene.victim.elsewhere()];
  await thief.signIn();
  const account = await accountOfRequest(new Headers({ cookie: thief.cookieLine() }));
  if (!account) throw new Error("The thief is not signed in.");
  await owner.signIn();
  return { thief, account, owner };
}

const ASKED: [string, (account: Account) => Promise<unknown>][] = [
  ["revoke a passkey", (account) => revokeOwnPasskey(account, passkeyOfVictim())],
  ["end another session", async (account) => endOwnSession(account, await sessionOfOwner())],
  ["end the other sessions", endOtherSessions],
  ["sign out everywhere", endAllSessions],
  ["delete the account", deleteOwnAccount],
];

for (const [what, ask] of ASKED) {
  test(`take-over: ${what} by a request that was under way when the owner threw the thief out`, async () => {
    const { thief, account, owner } = await thiefAndOwner();
    expect((await owner.json("DELETE", `/api/sessions/${account.sessionId}`)).status).toBe(204);
    await expect(ask(account)).rejects.toMatchObject({ code: "session_ended" });
    await runAllTasks();
    expect((await owner.json("GET", "/api/sessions")).status).toBe(200);
    await scene.expectUnharmed(thief);
  });
}

test("take-over: revoke a passkey again, which a first try has revoked, after the owner threw the thief out", async () => {
  const id = passkeyOfVictim();
  const spare = { ...credentialOfVictim(), id: "a1b2c3d4e5f60718" };
  emulator.store.state.credentials.push(spare);
  const { account, owner } = await thiefAndOwner();
  expect((await owner.json("DELETE", `/api/passkeys/${spare.id}`)).status).toBe(204);
  await expect(revokeOwnPasskey(account, spare.id)).rejects.toMatchObject({
    code: "session_ended",
  });
  expect((await owner.json("GET", "/api/sessions")).status).toBe(200);
  expect(passkeyOfVictim()).toBe(id);
});
