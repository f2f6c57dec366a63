import { UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { requireSameSignIn } from "./refreshed-id-token";

/** The access token is from OIDC Core appendix A.3. */
const signIn = {
  issuer: "https://issuer.example",
  clientId: "client",
  subject: "person",
  accessToken: "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
};
const good = { iss: signIn.issuer, sub: "person", aud: "client" };
const check = (claims: object) =>
  requireSameSignIn(new UnsecuredJWT({ ...good, ...claims }).encode(), signIn);

test.each([
  ["the claims of the sign-in", {}],
  ["the client in a list", { aud: ["client", "another"] }],
  ["the hash of the access token", { at_hash: "77QmUPtjPfzWtF2AnpK9RQ" }],
])("a refreshed id token with %s is of the same sign-in", (_, claims) => {
  expect(() => check(claims)).not.toThrow();
});

test.each([
  ["another issuer", { iss: "https://issuer.example/" }, "iss_mismatch"],
  ["no issuer", { iss: undefined }, "claims_invalid"],
  ["another subject", { sub: "another" }, "sub_mismatch"],
  ["no subject", { sub: undefined }, "claims_invalid"],
  ["another audience", { aud: ["another"] }, "aud_mismatch"],
  ["the hash of another access token", { at_hash: "DD1GlGu_mcghPdf2xkDtZA" }, "at_hash_mismatch"],
])("3: a refreshed id token with %s is refused", (_, claims, reason) => {
  expect(() => check(claims)).toThrow(expect.objectContaining({ name: "IdTokenError", reason }));
});

test("3: a refreshed id token that is no JWT is refused", () => {
  expect(() => requireSameSignIn("nonsense", signIn)).toThrow("claims_invalid");
});
