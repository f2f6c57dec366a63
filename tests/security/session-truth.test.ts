import { encode } from "next-auth/jwt";
import { beforeEach, expect, test } from "vitest";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { currentAccount } from "@/lib/auth/current-account";
import type { Session } from "@/lib/sessions/registry";
import { begunSession } from "../support/in-process/begun-session.ts";
import { APP_ORIGIN, ENVIRONMENT } from "../support/in-process/cloud.ts";
import { inEnvironment } from "../support/in-process/environment.ts";
import { requestHeaders } from "../support/in-process/scope.ts";

const NAME = authCookieNames(APP_ORIGIN).sessionToken;
const issuer = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const person = {
  identityId: "identity-1",
  email: "ada@example.com",
  name: "Ada",
  userAgent: null,
  authenticatedAt: null,
};

let session: Session;
let genuine: string;

inEnvironment(ENVIRONMENT);
beforeEach(async () => {
  session = await begunSession({ ...person, issuer });
  genuine = await sealed({ sid: session.id });
});

function sealed(token: Record<string, unknown>, secret = ENVIRONMENT.AUTH_SECRET, salt = NAME) {
  return encode({ token, secret, salt });
}

/** @returns the account of a request with this `Cookie` header. */
function accountOf(cookie: string) {
  return requestHeaders.run(new Headers({ cookie }), currentAccount);
}

test("the cookie of an active session gives its account", async () => {
  expect(await accountOf(`${NAME}=${genuine}`)).toEqual({
    issuer,
    identityId: "identity-1",
    email: "ada@example.com",
    name: "Ada",
    sessionId: session.id,
    signedInAt: session.createdAt,
    authenticatedAt: null,
    expiresAt: session.expiresAt,
  });
});

test.each([
  ["no cookie", async () => ""],
  ["a cookie that is no token", async () => `${NAME}=x`],
  ["a token without a session", async () => `${NAME}=${await sealed({})}`],
  ["a token under another secret", async () => `${NAME}=${await sealed({ sid: session.id }, "x")}`],
  [
    "a token made for another cookie",
    async () =>
      `${NAME}=${await sealed({ sid: session.id }, ENVIRONMENT.AUTH_SECRET, "authjs.state")}`,
  ],
  [
    "a session that the registry does not have",
    async () => `${NAME}=${await sealed({ sid: "00000000-0000-4000-8000-000000000000" })}`,
  ],
  ["a genuine token under another name", async () => `${NAME}.0=${genuine}`],
])("9: %s gives no account", async (_, cookie) => {
  expect(await accountOf(await cookie())).toBeNull();
});

test("9: a session of an unconfigured issuer gives no account", async () => {
  const other = await begunSession({ ...person, issuer: `${issuer}x` });
  expect(await accountOf(`${NAME}=${await sealed({ sid: other.id })}`)).toBeNull();
});

test.each([
  ["a malformed callback-url", (cookie: string) => `authjs.callback-url=x; ${cookie}`],
  ["a part of a session cookie", (cookie: string) => `${NAME}.0=eyJ; ${cookie}; ${NAME}.9=x`],
  ["a session cookie that cannot be opened", (cookie: string) => `${NAME}=eyJ; ${cookie}`],
  [
    "three of them, oversized",
    (cookie: string) => `${`${NAME}=${"e".repeat(2_000)}; `.repeat(3)}${cookie}`,
  ],
  ["malformed cookies", (cookie: string) => `;=;;x;%E0%A4%A=1;${cookie};`],
])("other software's cookies do not matter: %s", async (_, jar) => {
  expect(await accountOf(jar(`${NAME}=${genuine}`))).toMatchObject({ sessionId: session.id });
});
