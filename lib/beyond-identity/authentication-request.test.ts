import { UnsecuredJWT } from "jose";
import { expect, test } from "vitest";
import { parseAuthenticationRequest, stateOfRequest } from "./authentication-request";

const authn = {
  base_url: "https://auth-us.beyondidentity.com",
  tid: "T",
  rid: "R",
  aid: "A",
  redirect_uri: "https://app.example/api/auth/callback/beyondidentity",
};

const addressWith = (claims: Record<string, unknown>) =>
  `https://app.example/bi-authenticate?request=${new UnsecuredJWT(claims).encode()}`;

test("a request says whom it is from and where it will lead", () => {
  expect(parseAuthenticationRequest(addressWith({ exp: 1_700_000_000, authn }))).toEqual({
    cloudOrigin: "https://auth-us.beyondidentity.com",
    tenantId: "T",
    realmId: "R",
    applicationId: "A",
    redirectUri: authn.redirect_uri,
    expiresAt: new Date(1_700_000_000_000),
  });
});

test.each([
  "https://app.example/bi-authenticate",
  "https://app.example/bi-authenticate?request=",
  "https://app.example/bi-authenticate?request=not-a-jwt",
  addressWith({ exp: 1 }),
  addressWith({ exp: 1, authn: { ...authn, redirect_uri: "nowhere" } }),
])("%s is no request", (address) => {
  expect(parseAuthenticationRequest(address)).toBeNull();
});

test("a request tells the state that it was begun with, if any", () => {
  const stateOf = (claims: Record<string, unknown>) =>
    stateOfRequest(new URL(addressWith(claims)).searchParams.get("request"));
  expect(stateOf({ exp: 1, authn: { ...authn, state: "xyz" } })).toBe("xyz");
  expect(stateOf({ exp: 1, authn })).toBeNull();
  for (const other of ["not-a-jwt", "", undefined, ["a", "b"]]) {
    expect(stateOfRequest(other)).toBeNull();
  }
});
