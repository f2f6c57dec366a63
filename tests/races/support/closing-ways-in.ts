import { decodeJwt } from "jose";
import { HttpResponse, http } from "msw";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { accountOfRequest } from "@/lib/auth/current-account";
import { inDatabase } from "@/lib/database/database";
import { accountEpochs } from "@/lib/database/schema";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import { backendTokenOf } from "@/lib/sessions/backend-token";
import type { Session } from "@/lib/sessions/registry";
import { endAllSessions } from "@/lib/use-cases/own-sessions";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { clickDelete } from "../../security/support/delete-account.ts";
import { linkForToken, tokenOfMailedCode } from "../../security/support/mailed-code.ts";
import { Scene, VICTIM } from "../../security/support/scene.ts";
import type { AppBrowser } from "../../support/app-browser.ts";
import { answerOf } from "../../support/in-process/app.ts";
import { checkpoint } from "../../support/in-process/checkpoint.ts";
import { standInForTheCloud } from "../../support/in-process/cloud.ts";
import { stopPolling } from "../../support/in-process/dead-outbox.ts";
import {
  ago,
  allSessions,
  allTasks,
  changeSessions,
  runAllTasks,
} from "../../support/in-process/rows.ts";
import { requestHeaders, settled } from "../../support/in-process/scope.ts";
import { interleave } from "./interleaving.ts";

const BACKEND = "https://backend.example";
const exchangeSchema = z.object({ id_token: z.string() });

/** The account of each token that the backend has issued and not revoked. */
let backendTokens = new Map<string, string | undefined>();

let emulator: Emulator;

let scene: Scene;
/** The owner's other browser, from which links and sessions are revoked. */
let owner: AppBrowser;
let again: () => Promise<void>;

/** Adds a check point before and after each call to the emulator, which answers in this process. */
function interceptFetch(): void {
  const original = globalThis.fetch;
  vi.stubGlobal("fetch", async (...args: Parameters<typeof fetch>) => {
    const { checkPoint } = await import("./interleaving.ts");
    await checkPoint();
    const response = await original(...args);
    await checkPoint();
    return response;
  });
}

const identity = () => emulator.store.state.identities.find(({ id }) => id === scene.victimId);

/** A way into an account, and how it is begun. */
type WayIn = [name: string, begin: () => Promise<() => Promise<unknown>>];

export const LINKS: WayIn[] = [
  [
    "a link for this browser",
    async () => () => scene.thief().json("POST", "/api/passkeys", { delivery: "here" }),
  ],
  [
    "a link by mail, signed in",
    async () => () => scene.thief().json("POST", "/api/passkeys", { delivery: "email" }),
  ],
  [
    "a link by mail, from the recovery page",
    async () => () => scene.attacker.json("POST", "/api/recover", { email: VICTIM }),
  ],
  [
    "a link by mail, from the registration page",
    async () => () => scene.attacker.json("POST", "/api/register", { email: VICTIM }),
  ],
  [
    "a link bought with the token of a mailed code",
    async () => {
      const token = await tokenOfMailedCode(emulator, scene.attacker, VICTIM);
      return () => linkForToken(token);
    },
  ],
];

export const SESSIONS: WayIn[] = [
  [
    "a session and a token of the backend at the callback",
    async () => {
      const stolen = scene.victim.elsewhere();
      const callback = await stolen.answer(await stolen.start());
      return () => stolen.open(callback);
    },
  ],
  [
    "a token of the backend, exchanged again",
    async () => {
      for (const session of await sessionsOfVictim()) {
        if (session.id === ownSessionId) continue;
        backendTokens.delete((await backendTokenOf(session))?.token ?? "");
        await changeSessions({ backendToken: null }, session.id);
      }
      return () => scene.thief().json("GET", "/api/backend/me");
    },
  ],
];

const CLOSERS: [string, () => Promise<void>][] = [
  ["ends all other sessions", async () => void (await owner.json("DELETE", "/api/sessions"))],
  [
    "ends the other sessions one by one",
    async () => {
      for (const { id } of await allSessions()) {
        if (id !== ownSessionId) await owner.json("DELETE", `/api/sessions/${id}`);
      }
    },
  ],
  [
    "signs out everywhere",
    async () => {
      const headers = new Headers({ cookie: owner.allCookies() });
      const account = await accountOfRequest(headers);
      if (account) await requestHeaders.run(headers, () => endAllSessions(account));
    },
  ],
  [
    "revokes a passkey",
    async () => {
      const { credentials } = emulator.store.state;
      const passkey = credentials.find(({ identityId }) => identityId === scene.victimId);
      await owner.json("DELETE", `/api/passkeys/${passkey?.id}`);
    },
  ],
  [
    "is suspended, and the next check finds out",
    async () => {
      const person = identity();
      if (person) person.status = "suspended";
      await changeSessions({ checkedAt: ago(3 * RECHECK_INTERVAL_MS) });
      await owner.json("GET", "/api/sessions");
    },
  ],
  ["deletes the account", async () => void (await clickDelete(owner, true))],
];

/** The victim's id before a deletion. A later registration of the address creates another account. */
let victimId = "";
let ownSessionId = "";

async function sessionsOfVictim(): Promise<Session[]> {
  return (await allSessions()).filter(({ identityId }) => identityId === victimId);
}

async function expectNoWayIn(): Promise<void> {
  const left = await sessionsOfVictim();
  expect(left.filter(({ id }) => id !== ownSessionId)).toEqual([]);
  const kept = await Promise.all(left.map(backendTokenOf));
  const issued = [...backendTokens.keys()].filter((token) => backendTokens.get(token) === victimId);
  expect(issued).toEqual(kept.flatMap((held) => held?.token ?? []));
  const { bindingJobs, identities } = emulator.store.state;
  const open = bindingJobs.filter(
    ({ identityId, state }) =>
      identityId === victimId &&
      identities.some(({ id }) => id === victimId) &&
      !["COMPLETE", "REVOKED"].includes(state),
  );
  expect(open).toEqual([]);
  expect(await allTasks()).toEqual([]);
}

/** A request for mail is allowed at any time. It counts as begun when it reads the account's epoch, its first wait. */
const firstPointOf = (way: string) => (way.includes("page") ? 2 : 1);

/** Tests each way into an account against each way to close it. Two files do so, which run side by side. */
export function testClosing(waysIn: WayIn[]): void {
  emulator = standInForTheCloud({
    keeps: true,
    environment: { BACKEND_URL: BACKEND, BACKEND_KIND: "token-exchange" },
    others: [
      http.post(`${BACKEND}/auth/exchange`, async ({ request }) => {
        const { id_token } = exchangeSchema.parse(await request.json());
        const token = crypto.randomUUID();
        backendTokens.set(token, decodeJwt(id_token).sub);
        return HttpResponse.json({ token, expires_at: "2999-01-01T00:00:00Z" });
      }),
      http.post(`${BACKEND}/auth/logout`, ({ request }) => {
        backendTokens.delete(request.headers.get("authorization")?.replace("Token ", "") ?? "");
        return new HttpResponse(null, { status: 204 });
      }),
      http.get(`${BACKEND}/me`, () => HttpResponse.json({})),
    ],
  });

  beforeAll(async () => {
    scene = new Scene(emulator);
    await scene.begin();
    // `answerOf` does not wait for background work, which would include the task that this browser interrupts.
    owner = scene.victim.elsewhere(answerOf);
    await owner.signIn();
    const restore = await checkpoint(emulator, scene.victim, scene.attacker, owner);
    const issued = backendTokens;
    again = async () => {
      await restore();
      backendTokens = new Map(issued);
    };
    interceptFetch();
  });
  // The poll would take a task up now and then, and none of its check points would count.
  beforeAll(stopPolling);
  beforeEach(() => again());

  const pairs = waysIn.flatMap(([way, begin]) =>
    CLOSERS.map(([closing, close]) => ({ way, begin, closing, close, first: firstPointOf(way) })),
  );

  test.each(pairs)(
    "take-over: use $way begun before its owner $closing, interrupted at any point",
    async ({ way, begin, close, first }) => {
      victimId = scene.victimId;
      ownSessionId = (await allSessions()).at(-1)?.id ?? "";
      let points = 0;
      for (let point = first; ; point += 1) {
        await again();
        const create = await begin();
        const interrupted = await interleave(point, create, async () => {
          await close();
          expect(await inDatabase((db) => db.$count(accountEpochs))).toBeGreaterThan(0);
        });
        await settled();
        if (!interrupted) break;
        points = point;
        await runAllTasks();
        // The second run finishes what the first one postponed.
        await runAllTasks();
        await expectNoWayIn();
      }
      // What passes the app by waits for the cloud alone.
      expect(points).toBeGreaterThan(way.includes("bought") ? 1 : 4);
    },
  );
}
