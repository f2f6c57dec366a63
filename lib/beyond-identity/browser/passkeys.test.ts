import { UnsecuredJWT } from "jose";
import { beforeEach, expect, test, vi } from "vitest";
import { localPasskeys, noteRevoked } from "./local-passkeys";
import { authenticate, bindPasskey, openAuthentication } from "./passkeys";

const sdk = vi.hoisted(() => {
  // Another test file may have loaded what is tested here, with a mock of its own.
  vi.resetModules();
  return {
    isBindPasskeyUrl: vi.fn(),
    bindPasskey: vi.fn(),
    isAuthenticateUrl: vi.fn(),
    getAuthenticationContext: vi.fn(),
    getPasskeys: vi.fn(),
    authenticate: vi.fn(),
    deletePasskey: vi.fn(),
  };
});
vi.mock("@/lib/beyond-identity/browser/sdk", () => ({ startSdk: async () => sdk }));

const CALLBACK = "https://app.example/api/auth/callback/beyondidentity";
const settings = {
  cloudOrigin: "https://cloud.example",
  tenantId: "T",
  realmId: "R",
  applicationId: "A",
  allowedDomains: ["cloud.example"],
  callbackUrl: CALLBACK,
  devInboxUrl: null,
};
const passkey = {
  id: "local-1",
  passkeyId: "cloud-1",
  state: "active",
  keyType: "subtle",
  tenant: { id: "T", displayName: "" },
  realm: { id: "R", displayName: "" },
  identity: { id: "I", username: "ada@example.com" },
};
const storage = new Map<string, string>();

beforeEach(() => {
  vi.resetAllMocks();
  storage.clear();
  const memory = {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => storage.set(key, value),
    removeItem: (key: string) => storage.delete(key),
  };
  vi.stubGlobal("sessionStorage", memory);
  vi.stubGlobal("localStorage", memory);
  sdk.isBindPasskeyUrl.mockReturnValue(true);
  sdk.bindPasskey.mockResolvedValue({ passkey });
  sdk.isAuthenticateUrl.mockReturnValue(true);
  sdk.getAuthenticationContext.mockImplementation(async (url: string) => ({
    authUrl: `${url}&moved`,
  }));
  sdk.getPasskeys.mockResolvedValue([passkey]);
  sdk.authenticate.mockResolvedValue({ redirectUrl: `${CALLBACK}?code=c&state=s` });
});

function bindAddress(change: Record<string, string> = {}): string {
  const query = {
    api_base_url: "https://cloud.example",
    tenant_id: "T",
    realm_id: "R",
    identity_id: "I",
    job_id: "J",
    ...change,
  };
  return `https://app.example/bind?${new URLSearchParams(query)}#token=one-time`;
}

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

test("a link of ours is bound, token included, and remembered for the sign-in that follows", async () => {
  expect(await bindPasskey(bindAddress(), settings)).toMatchObject({
    id: "local-1",
    keyType: "software",
  });
  expect(sdk.bindPasskey).toHaveBeenCalledWith(expect.stringMatching(/&token=one-time$/));
  expect((await openAuthentication(requestAddress(), settings)).chosenId).toBe("local-1");
  expect((await openAuthentication(requestAddress(), settings)).chosenId).toBeNull();
});

test.each([
  ["cloud", { api_base_url: "https://evil.example" }],
  ["tenant", { tenant_id: "X" }],
  ["realm", { realm_id: "X" }],
  ["form", { job_id: "" }],
])("24: a link of a foreign %s never reaches the SDK", async (_, change) => {
  await expect(bindPasskey(bindAddress(change), settings)).rejects.toMatchObject({
    code: "link_invalid",
  });
  expect(sdk.bindPasskey).not.toHaveBeenCalled();
});

test("an address that the SDK does not take for a link is not carried out", async () => {
  sdk.isBindPasskeyUrl.mockReturnValue(false);
  await expect(bindPasskey(bindAddress(), settings)).rejects.toMatchObject({
    code: "link_invalid",
  });
  expect(sdk.bindPasskey).not.toHaveBeenCalled();
});

test("a sign-in goes on with the address that the SDK returns", async () => {
  const opened = await openAuthentication(requestAddress(), settings);
  expect(opened.authenticateUrl).toBe(`${requestAddress()}&moved`);
  expect(opened.passkeys.map(({ username }) => username)).toEqual(["ada@example.com"]);
});

test.each([
  ["offers", [{ type: "webauthn_passkey" }, { type: "email_one_time_password" }], true],
  ["does not offer", [{ type: "webauthn_passkey" }], false],
  ["says nothing about", undefined, false],
])("a configuration that %s codes by email is told apart", async (_, authMethods, expected) => {
  sdk.getAuthenticationContext.mockResolvedValue({ authUrl: requestAddress(), authMethods });
  const { oneTimePassword } = await openAuthentication(requestAddress(), settings);
  expect(oneTimePassword).toBe(expected);
});

test.each([
  ["cloud", { base_url: "https://evil.example" }],
  ["tenant", { tid: "X" }],
  ["realm", { rid: "X" }],
  ["application", { aid: "X" }],
  ["redirect URI", { redirect_uri: "https://evil.example/api/auth/callback/beyondidentity" }],
])("24: a sign-in request of a foreign %s never reaches the SDK", async (_, change) => {
  await expect(openAuthentication(requestAddress(change), settings)).rejects.toMatchObject({
    code: "request_invalid",
  });
  expect(sdk.getAuthenticationContext).not.toHaveBeenCalled();
});

test("an address that the SDK does not take for a sign-in is not opened", async () => {
  sdk.isAuthenticateUrl.mockReturnValue(false);
  await expect(openAuthentication(requestAddress(), settings)).rejects.toMatchObject({
    code: "request_invalid",
  });
  expect(sdk.getAuthenticationContext).not.toHaveBeenCalled();
});

test.each([
  ["another tenant", { tenant: { id: "X", displayName: "" } }],
  ["another realm", { realm: { id: "X", displayName: "" } }],
  ["a revoked one", { state: "revoked" }],
])("a passkey of %s is not offered", async (_, change) => {
  sdk.getPasskeys.mockResolvedValue([passkey, { ...passkey, ...change, id: "local-2" }]);
  const { passkeys } = await openAuthentication(requestAddress(), settings);
  expect(passkeys.map(({ id }) => id)).toEqual(["local-1"]);
});

test("a passkey that was just made but is not offered is not chosen", async () => {
  await bindPasskey(bindAddress(), settings);
  sdk.getPasskeys.mockResolvedValue([{ ...passkey, id: "local-2" }]);
  expect((await openAuthentication(requestAddress(), settings)).chosenId).toBeNull();
});

test("24: an answer leads to our own callback", async () => {
  expect(await authenticate("u", "local-1", settings)).toBe(`${CALLBACK}?code=c&state=s`);
});

test.each([
  "https://evil.example/api/auth/callback/beyondidentity?code=c",
  "https://app.example/elsewhere?code=c",
  "javascript:alert(1)",
])("24: an answer that leads to %s is not followed", async (redirectUrl) => {
  sdk.authenticate.mockResolvedValue({ redirectUrl });
  await expect(authenticate("u", "local-1", settings)).rejects.toMatchObject({
    code: "request_invalid",
  });
});

test("a passkey that was noted as revoked is not offered, and its copy is removed once", async () => {
  const other = { ...passkey, id: "local-2", passkeyId: "cloud-2" };
  sdk.getPasskeys.mockResolvedValue([passkey, other]);
  noteRevoked([{ localId: "local-1", cloudId: "cloud-1" }]);
  expect((await openAuthentication(requestAddress(), settings)).passkeys).toHaveLength(1);
  expect(sdk.deletePasskey.mock.calls).toEqual([["local-1"]]);
  expect(localPasskeys()).toEqual([{ localId: "local-2", cloudId: "cloud-2" }]);
  sdk.getPasskeys.mockResolvedValue([other]);
  await openAuthentication(requestAddress(), settings);
  expect(sdk.deletePasskey).toHaveBeenCalledTimes(1);
});

test("a copy that cannot be removed is not offered either, and the next sign-in tries again", async () => {
  sdk.deletePasskey.mockRejectedValue(new Error("no"));
  noteRevoked([{ localId: "local-1", cloudId: "cloud-1" }]);
  for (const attempt of [1, 2]) {
    expect((await openAuthentication(requestAddress(), settings)).passkeys).toEqual([]);
    expect(sdk.deletePasskey).toHaveBeenCalledTimes(attempt);
  }
});

test("the list of passkeys here reads nothing into a text that it did not write", () => {
  storage.set("passkeys-here", '[{"localId":"a","cloudId":"b"}]\nlocal-1\n\nlocal-2 cloud-2');
  expect(localPasskeys()).toEqual([{ localId: "local-2", cloudId: "cloud-2" }]);
});
