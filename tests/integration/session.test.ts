import { beforeAll, expect, test, vi } from "vitest";
import { currentAccount } from "@/lib/session";
import { ENVIRONMENT } from "./support/cloud.ts";

const auth = vi.hoisted(() => vi.fn());
vi.mock("@/auth", () => ({ auth }));

const issuer = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const user = { id: "identity-1", email: "ada@example.com", name: "Ada" };

beforeAll(() => {
  Object.assign(process.env, ENVIRONMENT);
});

test("a complete session is an account", async () => {
  auth.mockResolvedValue({ issuer, user, expires: "2030-01-01" });
  expect(await currentAccount()).toEqual({
    issuer,
    identityId: "identity-1",
    email: "ada@example.com",
    name: "Ada",
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
])("%s is nobody", async (_, session) => {
  auth.mockResolvedValue(session);
  expect(await currentAccount()).toBeNull();
});
