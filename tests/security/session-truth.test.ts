import { beforeEach, expect, test, vi } from "vitest";
import { currentAccount } from "@/lib/session";
import { createSession, type Session } from "@/lib/sessions/registry";
import { lookUpSession } from "@/lib/sessions/session-lookup";
import { ENVIRONMENT } from "../integration/support/cloud.ts";
import { inEnvironment } from "../integration/support/environment.ts";

const auth = vi.hoisted(() => vi.fn());
vi.mock("@/auth", () => ({ auth }));

const issuer = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const person = { identityId: "identity-1", email: "ada@example.com", name: "Ada", userAgent: null };
const user = { id: "identity-1", email: "ada@example.com", name: "Ada" };

let session: Session;

inEnvironment(ENVIRONMENT);
beforeEach(async () => {
  session = await createSession({ ...person, issuer }, null, null);
});

/** Auth.js reads a genuine cookie of the session, and tells the app this. */
function authTells(told: unknown): void {
  auth.mockImplementation(async () => {
    await lookUpSession(session.id);
    return told;
  });
}

test("a complete session is an account", async () => {
  authTells({ issuer, user, expires: "2030-01-01" });
  expect(await currentAccount()).toEqual({
    issuer,
    identityId: "identity-1",
    email: "ada@example.com",
    name: "Ada",
    sessionId: session.id,
    signedInAt: session.createdAt,
  });
});

test.each([
  ["nothing", null],
  [
    "an error body of a misconfigured Auth.js (GHSA-8fpg-xm3f-6cx3)",
    { message: "There was a problem with the server configuration." },
  ],
  ["a session without an id", { issuer, user: { email: "ada@example.com" } }],
  ["a session without an issuer", { user }],
  ["a session of another issuer", { issuer: `${issuer}x`, user }],
  ["a session of another person", { issuer, user: { ...user, id: "identity-2" } }],
])("9: %s is nobody", async (_, told) => {
  authTells(told);
  expect(await currentAccount()).toBeNull();
});

test("9: a session that the registry does not have is nobody, whatever Auth.js says", async () => {
  auth.mockResolvedValue({ issuer, user, expires: "2030-01-01" });
  expect(await currentAccount()).toBeNull();
});
