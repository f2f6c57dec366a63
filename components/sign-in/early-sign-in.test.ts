import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Authentication } from "@/lib/beyond-identity/browser/passkeys";
import { answerSignIn, openSignIn, signInEarly } from "./early-sign-in";

const passkeys = vi.hoisted(() => ({
  openAuthentication: vi.fn<() => Promise<Authentication>>(),
  authenticate: vi.fn<(authenticateUrl: string, id: string) => Promise<string>>(),
}));
vi.mock("@/lib/beyond-identity/browser/passkeys", () => passkeys);

const ADDRESS = "https://app.example/bi-authenticate?request=r";
const CALLBACK = "https://app.example/api/auth/callback/beyondidentity?code=c";
const isHere = new AbortController().signal;
const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: "https://app.example/api/auth/callback/beyondidentity",
  devInboxUrl: null,
};

function opened(...ids: string[]): Authentication {
  return {
    authenticateUrl: `${ADDRESS}#opened`,
    passkeys: ids.map((id) => ({ id, username: id, displayName: id, keyType: "software" })),
    chosenId: null,
    oneTimePassword: false,
  };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetAllMocks();
});
afterEach(() => vi.useRealTimers());

test("a single passkey is asked at once", async () => {
  passkeys.openAuthentication.mockResolvedValue(opened("one"));
  passkeys.authenticate.mockResolvedValue(CALLBACK);
  expect(await signInEarly(ADDRESS, settings, isHere)).toBe(CALLBACK);
  expect(passkeys.authenticate).toHaveBeenCalledWith(`${ADDRESS}#opened`, "one", settings);
});

test.each([[[]], [["one", "two"]]])("no passkey is asked among %j", async (ids) => {
  passkeys.openAuthentication.mockResolvedValue(opened(...ids));
  expect(await signInEarly(ADDRESS, settings, isHere)).toBeNull();
  expect(passkeys.authenticate).not.toHaveBeenCalled();
  expect(await openSignIn(ADDRESS, settings)).toEqual(opened(...ids));
  expect(passkeys.openAuthentication).toHaveBeenCalledTimes(1);
});

test("the page goes on with a passkey that takes its time, and asks it once", async () => {
  passkeys.openAuthentication.mockResolvedValue(opened("one"));
  let confirm = (_: string) => {};
  passkeys.authenticate.mockReturnValue(new Promise((resolve) => (confirm = resolve)));
  const early = signInEarly(ADDRESS, settings, isHere);
  await vi.advanceTimersByTimeAsync(300);
  expect(await early).toBeNull();
  const { authenticateUrl } = await openSignIn(ADDRESS, settings);
  const answer = answerSignIn(authenticateUrl, "one", settings);
  confirm(CALLBACK);
  expect(await answer).toBe(CALLBACK);
  expect(passkeys.authenticate).toHaveBeenCalledTimes(1);
});

test("no passkey is asked for a user who has left, or once the page shows the sign-in", async () => {
  passkeys.openAuthentication.mockResolvedValue(opened("one"));
  expect(await signInEarly(ADDRESS, settings, AbortSignal.abort())).toBeNull();
  let open = (_: Authentication) => {};
  passkeys.openAuthentication.mockReturnValue(new Promise((resolve) => (open = resolve)));
  const early = signInEarly(ADDRESS, settings, isHere);
  await vi.advanceTimersByTimeAsync(300);
  expect(await early).toBeNull();
  open(opened("one"));
  await openSignIn(ADDRESS, settings);
  expect(passkeys.authenticate).not.toHaveBeenCalled();
});

test("the page shows a failure, and a retry begins anew", async () => {
  passkeys.openAuthentication.mockResolvedValue(opened("one"));
  passkeys.authenticate.mockRejectedValueOnce(new Error("denied")).mockResolvedValue(CALLBACK);
  expect(await signInEarly(ADDRESS, settings, isHere)).toBeNull();
  const { authenticateUrl } = await openSignIn(ADDRESS, settings);
  await expect(answerSignIn(authenticateUrl, "one", settings)).rejects.toThrow("denied");
  expect(await answerSignIn(authenticateUrl, "one", settings)).toBe(CALLBACK);
  await openSignIn(ADDRESS, settings);
  expect(passkeys.openAuthentication).toHaveBeenCalledTimes(2);
});

test("a sign-in that cannot be opened fails on the page", async () => {
  passkeys.openAuthentication.mockRejectedValueOnce(new Error("refused"));
  expect(await signInEarly(ADDRESS, settings, isHere)).toBeNull();
  await expect(openSignIn(ADDRESS, settings)).rejects.toThrow("refused");
});

test("nothing of one sign-in is taken for another", async () => {
  passkeys.openAuthentication.mockResolvedValue(opened("one"));
  passkeys.authenticate.mockResolvedValueOnce("early").mockResolvedValue(CALLBACK);
  await signInEarly(ADDRESS, settings, isHere);
  await openSignIn(`${ADDRESS}2`, settings);
  expect(passkeys.openAuthentication).toHaveBeenCalledTimes(2);
  expect(await answerSignIn(`${ADDRESS}2`, "one", settings)).toBe(CALLBACK);
});
