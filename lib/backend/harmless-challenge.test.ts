import { expect, test } from "vitest";
import { harmlessChallenge } from "./harmless-challenge";

test.each([
  "Bearer",
  'Bearer error="invalid_token"',
  'Bearer realm="a, b", error="x"',
  'Bearer realm="say \\"Basic\\", please"',
  'bearer realm = "spaced", error="x"',
  "Token",
  'DPoP algs="ES256 PS256", error="use_dpop_nonce"',
  'Bearer error="x", DPoP algs="ES256"',
])("%s is passed on as it is", (challenge) => {
  expect(harmlessChallenge(challenge)).toBe(challenge);
});

test.each([
  'Basic realm="Sign in to app.example"',
  "BASIC",
  'basic realm=x, charset="UTF-8"',
  'Digest realm="x", qop="auth", nonce="y"',
  "Negotiate",
  "Negotiate YII=",
  "NTLM TlRMTVNTUAAB=",
  'Mutual realm="x"',
  'Unknown realm="x"',
  "Bearer-ish",
  'Bearer realm="open, Basic realm=x',
  'Bearer realm=x", Basic realm="y',
  "",
  " , ",
])("%j makes no browser ask for a password under our name", (challenge) => {
  expect(harmlessChallenge(challenge)).toBeNull();
});

test.each([
  ['Basic realm="x", Bearer error="y"', 'Bearer error="y"'],
  ['Bearer error="y", Basic realm="x"', 'Bearer error="y"'],
  ['Bearer error="y", scope="z", Negotiate, Token', 'Bearer error="y", scope="z", Token'],
  ['Negotiate, Basic realm="a, Bearer b", Token', "Token"],
  ['Bearer error="y",Basic realm="x",charset="UTF-8"', 'Bearer error="y"'],
])("of %s the harmless part is passed on", (challenge, passed) => {
  expect(harmlessChallenge(challenge)).toBe(passed);
});
