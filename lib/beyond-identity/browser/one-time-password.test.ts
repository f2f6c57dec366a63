import { UnsecuredJWT } from "jose";
import { beforeEach, expect, test, vi } from "vitest";
import { redeemOneTimePassword, sendOneTimePassword } from "./one-time-password";

const sdk = vi.hoisted(() => {
  // Another test file may have loaded what is tested here, with a mock of its own.
  vi.resetModules();
  return { authenticateOtp: vi.fn(), redeemOtp: vi.fn() };
});
vi.mock("@/lib/beyond-identity/browser/sdk", () => ({ startSdk: async () => sdk }));

const CALLBACK = "https://app.example/api/auth/callback/beyondidentity";
const RESUME = "https://cloud.example/resume?state=s";
const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: CALLBACK,
  devInboxUrl: null,
};

beforeEach(() => {
  vi.resetAllMocks();
  sdk.authenticateOtp.mockResolvedValue({ url: RESUME });
  sdk.redeemOtp.mockResolvedValue({
    redirectUrl: `${CALLBACK}?code=c&state=s`,
    passkeyBindingToken: "token",
  });
});

function requestAddress(change: Record<string, string> = {}): string {
  const authn = {
    base_url: "https://cloud.example",
    tid: "T",
    rid: "R",
    aid: "A",
    redirect_uri: CALLBACK,
    ...change,
  };
  const request = new UnsecuredJWT({ exp: 4_000_000_000, authn }).encode();
  return `https://app.example/bi-authenticate?request=${request}`;
}

function denied(): Error {
  return Object.assign(new Error("flattened"), { type: "PolicyDenied" });
}

test("a code is sent to the address that was meant", async () => {
  const address = requestAddress();
  expect(await sendOneTimePassword(address, "  Ada@Example.com ", settings)).toBe(RESUME);
  expect(sdk.authenticateOtp).toHaveBeenCalledWith(address, "ada@example.com");
});

test.each([
  ["", "email_missing"],
  ["ada", "email_malformed"],
  ["ada@example.com, OU=R", "email_malformed"],
])("no code is sent to %j", async (typed, code) => {
  await expect(sendOneTimePassword(requestAddress(), typed, settings)).rejects.toMatchObject({
    code,
  });
  expect(sdk.authenticateOtp).not.toHaveBeenCalled();
});

test.each([
  ["cloud", { base_url: "https://evil.example" }],
  ["tenant", { tid: "X" }],
  ["realm", { rid: "X" }],
  ["application", { aid: "X" }],
  ["redirect URI", { redirect_uri: "https://evil.example/api/auth/callback/beyondidentity" }],
])("no address is told to a foreign %s", async (_, change) => {
  await expect(
    sendOneTimePassword(requestAddress(change), "ada@example.com", settings),
  ).rejects.toMatchObject({ code: "request_invalid" });
  expect(sdk.authenticateOtp).not.toHaveBeenCalled();
});

test("the right code leads to our own callback, with a token for a passkey", async () => {
  expect(await redeemOneTimePassword(RESUME, " 123 456 ", settings)).toEqual({
    status: "allowed",
    redirectUrl: `${CALLBACK}?code=c&state=s`,
    passkeyBindingToken: "token",
  });
  expect(sdk.redeemOtp).toHaveBeenCalledWith(RESUME, "123456");
});

test("a cloud that gives no token for a passkey still lets people in", async () => {
  sdk.redeemOtp.mockResolvedValue({ redirectUrl: `${CALLBACK}?code=c` });
  expect(await redeemOneTimePassword(RESUME, "123456", settings)).toMatchObject({
    status: "allowed",
    passkeyBindingToken: null,
  });
});

test("a wrong code can be tried again with the new address", async () => {
  sdk.redeemOtp.mockResolvedValue({ url: `${RESUME}2` });
  expect(await redeemOneTimePassword(RESUME, "123456", settings)).toEqual({
    status: "wrong",
    resumeUrl: `${RESUME}2`,
  });
});

test("a code that the cloud gave up on is said to be over", async () => {
  sdk.redeemOtp.mockRejectedValue(denied());
  await expect(redeemOneTimePassword(RESUME, "123456", settings)).rejects.toMatchObject({
    code: "code_denied",
  });
});

test.each(["https://evil.example/resume?state=s", "https://cloud.example.evil.example/resume"])(
  "no code is told to %s",
  async (resumeUrl) => {
    await expect(redeemOneTimePassword(resumeUrl, "123456", settings)).rejects.toMatchObject({
      code: "request_invalid",
    });
    expect(sdk.redeemOtp).not.toHaveBeenCalled();
  },
);

test.each([
  "https://evil.example/api/auth/callback/beyondidentity?code=c",
  "https://app.example/elsewhere?code=c",
  "javascript:alert(1)",
])("a right code that leads to %s is not followed", async (redirectUrl) => {
  sdk.redeemOtp.mockResolvedValue({ redirectUrl });
  await expect(redeemOneTimePassword(RESUME, "123456", settings)).rejects.toMatchObject({
    code: "request_invalid",
  });
});

test.each(["", "12345", "1234567", "12345O"])(
  "%j never reaches the cloud as a code",
  async (typed) => {
    await expect(redeemOneTimePassword(RESUME, typed, settings)).rejects.toMatchObject({
      code: "code_malformed",
    });
    expect(sdk.redeemOtp).not.toHaveBeenCalled();
  },
);

test("a cloud that turns the address down says so of the address", async () => {
  sdk.authenticateOtp.mockRejectedValue(new Error("The server responded with a 400 error: {}"));
  await expect(
    sendOneTimePassword(requestAddress(), "ada@example.com", settings),
  ).rejects.toMatchObject({ code: "email_refused" });
});
