import { NextRequest } from "next/server";
import { beforeEach, expect, test } from "vitest";
import { auth, signOut } from "@/auth";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { sealSessionCookie } from "@/lib/auth/cookies/session-cookie";
import { inDatabase } from "@/lib/database/database";
import type { Session } from "@/lib/sessions/registry";
import { begunSession } from "../support/in-process/begun-session.ts";
import { APP_ORIGIN, ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";
import { allSessions, emptyTables } from "../support/in-process/rows.ts";
import { requestHeaders, type SetCookie, setCookies } from "../support/in-process/scope.ts";

const NAME = authCookieNames(APP_ORIGIN).sessionToken;
const issuer = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const ada = { issuer, identityId: "identity-1", email: "ada@example.com", name: "Ada" };

let session: Session;
let cookie: string;

inEnvironment(ENVIRONMENT);
beforeEach(async () => {
  await emptyTables();
  session = await begunSession({ ...ada, userAgent: null, authenticatedAt: null });
  cookie = `${NAME}=${await sealSessionCookie(session.id)}`;
});

/** Runs `task` in a request with that `Cookie` header. @returns its result and the cookies it set. */
async function inRequest<T>(jar: string, task: () => Promise<T>) {
  const set: SetCookie[] = [];
  const headers = new Headers({ cookie: jar, referer: `${APP_ORIGIN}/account` });
  const value = await requestHeaders.run(headers, () => setCookies.run(set, task));
  return { value, set };
}

async function withoutDatabase<T>(task: () => Promise<T>): Promise<T> {
  await inDatabase((db) => db.execute("ALTER TABLE sessions RENAME TO sessions_gone"));
  return task().finally(() =>
    inDatabase((db) => db.execute("ALTER TABLE sessions_gone RENAME TO sessions")),
  );
}

const FOREIGN: [string, (own: string) => string][] = [
  ["nothing else", (own) => own],
  ["a part of a session cookie", (own) => `${NAME}.0=eyJ; ${own}; ${NAME}.9=x`],
  ["one that cannot be opened", (own) => `${NAME}=eyJ; ${own}`],
  ["a malformed callback-url", (own) => `authjs.callback-url=x; ${own}`],
];

test.each(FOREIGN)("auth() names the user beside %s", async (_, jar) => {
  const { value, set } = await inRequest(jar(cookie), () => auth());
  expect(value).toMatchObject({ user: { id: "identity-1", email: "ada@example.com" }, issuer });
  expect(set).toEqual([]);
});

test.each(FOREIGN)("14: signOut() ends the session beside %s", async (_, jar) => {
  const leave = () => signOut({ redirect: false, redirectTo: "/register" });
  const { value, set } = await inRequest(jar(cookie), leave);
  expect(value).toEqual({ redirect: `${APP_ORIGIN}/register` });
  expect(set).toMatchObject([{ name: NAME, value: "", maxAge: 0 }]);
  expect(await allSessions()).toEqual([]);
});

test("14: signOut() throws when the session could not be ended, and keeps the cookie", async () => {
  const set: SetCookie[] = [];
  const leaving = withoutDatabase(() =>
    requestHeaders.run(new Headers({ cookie }), () => setCookies.run(set, () => signOut())),
  );
  await expect(leaving).rejects.toMatchObject({ code: "service_unavailable" });
  expect(set).toEqual([]);
});

test("29: signOut() redirects to no other site", async () => {
  const { value } = await inRequest(cookie, () =>
    signOut({ redirect: false, redirectTo: "https://evil.example/" }),
  );
  expect(value.redirect).toMatch(new RegExp(`^${APP_ORIGIN}/`));
});

test("auth() throws when the database fails", async () => {
  await expect(withoutDatabase(() => inRequest(cookie, () => auth()))).rejects.toMatchObject({
    code: "service_unavailable",
  });
});

const visit = (jar: string) =>
  new NextRequest(`${APP_ORIGIN}/mine`, { headers: jar ? { cookie: jar } : {} });

test("auth() around a handler passes it the user and sets no cookie", async () => {
  const handler = auth((request) => Response.json({ email: request.auth?.user?.email ?? null }));
  const known = await handler(visit(cookie), {});
  expect(await known.json()).toEqual({ email: "ada@example.com" });
  expect(known.headers.getSetCookie()).toEqual([]);
  expect(await (await handler(visit(""), {})).json()).toEqual({ email: null });
});

test("auth() around a handler answers 503 when the database fails, and keeps the cookie", async () => {
  const handler = auth(() => Response.json({}));
  const answer = await withoutDatabase(() => handler(visit(cookie), {}));
  expect(answer.status).toBe(503);
  expect(answer.headers.getSetCookie()).toEqual([]);
});

test("auth as a proxy lets requests pass and touches no cookie", async () => {
  for (const jar of [cookie, "", `${NAME}.0=eyJ; ${cookie}`]) {
    const answer = await auth(visit(jar));
    expect(answer.headers.get("x-middleware-next")).toBe("1");
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
});
