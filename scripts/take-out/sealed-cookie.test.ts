import { decode as decodeByAuthJs, encode as encodeByAuthJs } from "next-auth/jwt";
import { expect, test } from "vitest";
import { decode, encode } from "../../examples/leave-auth-js/lib/auth/cookies/sealed-cookie.ts";

const [older, newer] = ["secret-of-last-year", "secret-of-this-year"] as const;
const salt = "authjs.session-token";
const token = { sid: "00000000-0000-4000-8000-000000000000" };

test("a session cookie of Auth.js opens without it, under older secrets too", async () => {
  const sealed = await encodeByAuthJs({ token, salt, secret: older, maxAge: 60 });
  expect(await decode({ token: sealed, salt, secret: [newer, older] })).toMatchObject(token);
});

test("Auth.js opens a session cookie that was sealed without it", async () => {
  const sealed = await encode({ token, salt, secret: [newer, older], maxAge: 60 });
  expect(await decodeByAuthJs({ token: sealed, salt, secret: newer })).toMatchObject(token);
});

test.each([
  ["another secret", { secret: "x", salt, maxAge: 60 }],
  ["another cookie", { secret: newer, salt: "authjs.state", maxAge: 60 }],
  ["a time that has passed", { secret: newer, salt, maxAge: -60 }],
])("a cookie sealed for %s does not open", async (_, options) => {
  const sealed = await encodeByAuthJs({ token, ...options });
  await expect(decode({ token: sealed, salt, secret: [newer, older] })).rejects.toThrow();
});
