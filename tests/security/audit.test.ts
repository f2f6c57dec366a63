import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { AUDIT_TYPES } from "@/lib/audit/types";
import { inDatabase } from "@/lib/database/database";
import { rateLimits } from "@/lib/database/schema";
import { RECHECK_INTERVAL_MS } from "@/lib/session-limits";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";
import { bindQueryOf } from "../support/in-process/bind-query.ts";
import { Browser } from "../support/in-process/browser.ts";
import { ENVIRONMENT, standInForTheCloud } from "../support/in-process/cloud.ts";
import {
  ago,
  allEvents,
  allSessions,
  changeSessions,
  emptyTables,
} from "../support/in-process/rows.ts";

const emulator = standInForTheCloud({
  environment: { BACKEND_URL: "https://backend.example" },
  others: [http.all("https://backend.example/*", () => HttpResponse.json({}))],
});
const lineSchema = z.looseObject({
  event: z.string(),
  correlationId: z.string().optional(),
  identityId: z.string().optional(),
  reason: z.string().optional(),
});
const lines: z.infer<typeof lineSchema>[] = [];
let browser: Browser;

beforeEach(async () => {
  lines.length = 0;
  vi.spyOn(console, "info").mockImplementation((line: string) => {
    lines.push(lineSchema.parse(JSON.parse(line)));
  });
  await emptyTables();
  browser = new Browser(emulator);
});

const logged = (event: string) => lines.filter((line) => line.event === event);

/** Goes through the life of an account: registers, signs in, fails to sign in, recovers, adds and revokes passkeys, signs out. */
async function liveOneAccount(): Promise<void> {
  await browser.enter("ada@example.com");
  emulator.faults.plant({ match: { path: "/token" }, misbehave: "foreign_key", times: 1 });
  await browser.elsewhere().signIn();
  await browser.json("POST", "/api/recover", { email: "ada@example.com" });
  await browser.json("POST", "/api/passkeys", { delivery: "email" });
  const response = await browser.json("GET", "/api/passkeys");
  const { passkeys } = (await response.json()) as { passkeys: { id: string }[] };
  await browser.elsewhere().signIn();
  await browser.json("DELETE", `/api/passkeys/${passkeys[0]?.id}`);
  await browser.signOut();
}

/** Causes the events of failures, and those that no click causes. */
async function causeFailures(): Promise<void> {
  const person = new Browser(emulator);
  await person.enter("grace@example.com");
  const get = (path: string) => person.json("GET", path);
  const identity = emulator.store.state.identities.at(-1);

  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  emulator.faults.plant({ match: { path: "/token" }, drop: true, times: 1 });
  expect((await get("/api/backend/notes")).status).toBe(503);
  expect((await get("/api/backend/notes")).status).toBe(200);

  const fault = emulator.faults.plant({ match: { path: "/" }, drop: true });
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  await get("/api/sessions");
  await changeSessions({ tokens: "unreadable" });
  await person.signOut();
  expect(logged("revocation_failed")).toMatchObject([{ reason: "cannot_open" }]);
  emulator.faults.remove(fault);

  await person.signIn();
  await noteBoundPasskey(bindQueryOf(emulator));
  await person.signIn();
  if (identity) identity.status = "suspended";
  await person.json("POST", "/api/recover", { email: "grace@example.com" });
  await changeSessions({ checkedAt: ago(RECHECK_INTERVAL_MS + 1_000) });
  expect((await get("/api/sessions")).status).toBe(401);

  await inDatabase((db) => db.update(rateLimits).set({ points: 1_000_000 }));
  expect((await person.json("POST", "/api/recover", { email: "grace@example.com" })).status).toBe(
    429,
  );
}

test("33: every event of an account is logged with a correlation id", async () => {
  await liveOneAccount();
  await causeFailures();
  for (const event of AUDIT_TYPES) {
    await vi.waitFor(() => expect(logged(event).length, event).toBeGreaterThan(0));
    for (const line of logged(event)) expect(line.correlationId, event).toMatch(/^[\da-f-]{32,}$/);
  }
});

test("33: all events of one sign-in share a correlation id of its own", async () => {
  await browser.enter("ada@example.com");
  await browser.elsewhere().signIn();
  const starts = logged("sign_in_started").map(({ correlationId }) => correlationId);
  const ends = logged("signed_in").map(({ correlationId }) => correlationId);
  expect(ends).toEqual(starts);
  expect(new Set(starts).size).toBe(2);
});

test("33: a failed sign-in is logged with the class of its reason", async () => {
  await browser.join("ada@example.com");
  emulator.faults.plant({ match: { path: "/token" }, misbehave: "foreign_key", times: 1 });
  await browser.signIn();
  expect(logged("sign_in_failed")).toMatchObject([{ reason: "id_token_invalid" }]);
});

test("33: a sign-in that the user declines at the provider is logged as failed", async () => {
  const authorization = await browser.start();
  const callback = new URL(authorization.searchParams.get("redirect_uri") ?? "");
  callback.searchParams.set("error", "access_denied");
  callback.searchParams.set("state", authorization.searchParams.get("state") ?? "");
  expect((await browser.open(callback)).pathname).toBe("/sign-in");
  const [started] = logged("sign_in_started");
  expect(logged("sign_in_failed")).toMatchObject([
    { reason: "OAuthCallbackError", correlationId: started?.correlationId },
  ]);
});

test("33: an error code in a redirect target does not reach the log", async () => {
  await browser.join("ada@example.com");
  const landing = "http://localhost:3000/sign-in?error=ada%40example.com";
  const end = await browser.open(await browser.answer(await browser.start({}, landing)));
  expect(end.pathname).toBe("/sign-in");
  expect(logged("sign_in_failed")).toEqual([]);
});

test("33: log and history hold no token, link, code, secret or address", async () => {
  await liveOneAccount();
  const [mail] = emulator.store.state.messages;
  const secrets = [
    /eyJ/,
    /ada@example\.com/,
    new RegExp(new URL(mail?.link ?? "https://x?token=none").searchParams.get("token") ?? "none"),
    new RegExp(ENVIRONMENT.BEYOND_IDENTITY_CLIENT_SECRET),
    new RegExp(ENVIRONMENT.BEYOND_IDENTITY_API_CLIENT_SECRET),
    new RegExp(ENVIRONMENT.AUTH_SECRET),
    /code=|state=|token=/,
  ];
  const everything = `${JSON.stringify(lines)}${JSON.stringify(await allEvents())}`;
  expect(everything.length).toBeGreaterThan(1_000);
  for (const secret of secrets) expect(everything).not.toMatch(secret);
});

test("33: users find only their own events in their history", async () => {
  await liveOneAccount();
  const stranger = new Browser(emulator);
  await stranger.enter("mallory@example.com");
  const [session] = await allSessions();
  await vi.waitFor(async () => {
    const events = await allEvents();
    const strangers = events.filter(({ identityId }) => identityId === session?.identityId);
    const types = strangers.map(({ type }) => type);
    expect(types).toEqual(["link_requested", "passkey_created", "signed_in"]);
  });
});

test("33: a repeatedly reported passkey is in the history once", async () => {
  await browser.enter("ada@example.com");
  const query = bindQueryOf(emulator);
  await Promise.all(Array.from({ length: 8 }, () => noteBoundPasskey(query)));
  const created = (await allEvents()).filter(({ type }) => type === "passkey_created");
  expect(created).toHaveLength(1);
});

test("33: users can sign out while the history cannot be written", async () => {
  await browser.enter("ada@example.com");
  await inDatabase((db) => db.execute("ALTER TABLE audit_events RENAME TO audit_events_gone"));
  await browser.signOut();
  await inDatabase((db) => db.execute("ALTER TABLE audit_events_gone RENAME TO audit_events"));
  expect(await allSessions()).toEqual([]);
  expect(logged("audit_event_lost").length).toBeGreaterThan(0);
});

test.each([
  [
    "requests for links",
    () => browser.elsewhere().json("POST", "/api/recover", { email: "ada@example.com" }),
  ],
  ["sign-ins", () => browser.elsewhere().signIn()],
])(
  "33: many %s displace neither a new passkey nor a sign-in from the history",
  async (_, cause) => {
    await browser.enter("ada@example.com");
    await noteBoundPasskey(bindQueryOf(emulator));
    const { listEvents } = await import("@/lib/audit/audit");
    const [session] = await allSessions();
    for (let count = 0; count < 9; count += 1) await cause();
    const owner = { issuer: session?.issuer ?? "", identityId: session?.identityId ?? "" };
    const events = await listEvents(owner);
    const types = events.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(["passkey_created", "signed_in"]));
    const moments = events.map(({ at }) => at.getTime());
    expect(moments).toEqual(moments.toSorted((a, b) => b - a));
  },
);
