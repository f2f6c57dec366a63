import { expect, test } from "vitest";
import { CHECKS } from "../../scripts/doctor/checks.ts";
import { checkFor, namedCheckIn } from "./named-check";

test.each([
  [{ type: "InvalidCheck" }, "cookies"],
  [{ type: "CallbackRouteError", code: "OAUTH_WWW_AUTHENTICATE_CHALLENGE" }, "client-secret"],
  [{ type: "CallbackRouteError", error: "invalid_client" }, "client-secret"],
  [{ type: "Error", code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED", claim: "iss" }, "issuer-mismatch"],
  [{ type: "Error", code: "OAUTH_JWT_CLAIM_COMPARISON_FAILED", claim: "nonce" }, undefined],
  [{ type: "Error", code: "OAUTH_JWT_TIMESTAMP_CHECK_FAILED" }, "clock-skew"],
  [{ type: "OAuthCallbackError", error: "unauthorized_client" }, "grant-type"],
  [{ type: "OAuthCallbackError", error: "invalid_scope" }, "resource-server"],
  [{ type: "OAuthCallbackError", error: "invalid_request" }, "pkce"],
  [{ type: "OAuthCallbackError", error: "access_denied" }, undefined],
  [{ type: "CallbackRouteError", error: "invalid_grant" }, undefined],
])("%j is explained by %s", (error, check) => {
  expect(checkFor(error)).toBe(check);
});

test("an address can name a check of the doctor and nothing else", () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(ids.filter((id) => namedCheckIn(id) !== undefined)).toHaveLength(9);
  expect(namedCheckIn(["redirect-uri", "pkce"])).toBe("redirect-uri");
  for (const text of ["nonsense", "redirect-uri; rm -rf /", undefined, 1]) {
    expect(namedCheckIn(text)).toBeUndefined();
  }
});
