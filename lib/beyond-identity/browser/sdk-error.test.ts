import { expect, test } from "vitest";
import { PasskeyError } from "./passkey-error";
import { toPasskeyError } from "./sdk-error";

const bind =
  "HandleUrl(BindCredential(UaBind(AnyhowWrapper(While requesting credential binding info from http://x?token=SECRET";

test.each([
  ["TEE operation failed: NotAllowedError: The operation either timed out", "cancelled"],
  [`${bind} The server responded with a 409 error: {}`, "link_used"],
  [`${bind} The server responded with a 410 error: {}`, "link_expired"],
  [`${bind} The server responded with a 401 error: {}`, "link_invalid"],
  [`${bind} The server responded with a 404 error: {}`, "link_invalid"],
  [`${bind} The server responded with a 503 error: {}`, "cloud_error"],
  [`${bind} Failed to decode a response`, "cloud_error"],
  [`${bind} Failed to send a request.`, "cloud_unreachable"],
  ["Failed to execute 'transaction' on 'IDBDatabase': InvalidStateError", "browser_unsupported"],
  ["NotFoundError: Failed to execute 'objectStore' on 'IDBTransaction'", "browser_unsupported"],
  ["QuotaExceededError: The quota has been exceeded.", "browser_unsupported"],
  ["InvalidStateError: The authenticator was previously registered", "unknown"],
  ["HandleUrl(Verify(Domain(DisallowedDomain)))", "link_invalid"],
  ["something else", "unknown"],
])("while binding, %j means %s", (message, code) => {
  expect(toPasskeyError(new Error(message), "bind").code).toBe(code);
});

test.each([
  ['HandleUrl(AuthNJwt(Verify("expired")))', "request_expired"],
  ['UrlType(JsonWebToken(Verify("expired")))', "request_expired"],
  ["HandleUrl(AuthNJwt(Verify(InvalidSignature)))", "request_invalid"],
  ["UrlType(JsonWebToken(jku whitelist check failed))", "request_invalid"],
  ["While authenticating to http://x The server responded with a 400 error: {}", "request_expired"],
  ["While authenticating to http://x The server responded with a 500 error: {}", "cloud_error"],
  ["Failed to send a request.", "cloud_unreachable"],
])("while signing in, %j means %s", (message, code) => {
  expect(toPasskeyError(new Error(message), "authenticate").code).toBe(code);
});

test.each([
  ["While authenticating to http://x The server responded with a 400 error: {}", "email_refused"],
  ["While authenticating to http://x The server responded with a 409 error: {}", "request_expired"],
  ["Failed to send a request.", "cloud_unreachable"],
])("while a code is mailed, %j means %s", (message, code) => {
  expect(toPasskeyError(new Error(message), "mail").code).toBe(code);
});

test.each([
  ["PolicyDenied", "denied"],
  ["CredentialNotFound", "no_passkey"],
])("the SDK's own error type %s means %s", (type, code) => {
  const error = Object.assign(new Error("flattened"), { type });
  expect(toPasskeyError(error, "authenticate").code).toBe(code);
});

test("a denied code is told apart from a denied passkey", () => {
  const error = Object.assign(new Error("flattened"), { type: "PolicyDenied" });
  expect(toPasskeyError(error, "code").code).toBe("code_denied");
});

test("the SDK's message, which quotes the token, is not kept", () => {
  const error = toPasskeyError(new Error(bind), "bind");
  expect(JSON.stringify(error) + error.message + String(error.stack)).not.toContain("SECRET");
  expect(error.cause).toBeUndefined();
});

test("an error that is already ours stays as it is", () => {
  const own = new PasskeyError("sdk_timeout");
  expect(toPasskeyError(own, "bind")).toBe(own);
});
