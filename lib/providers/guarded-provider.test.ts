import { customFetch } from "next-auth";
import type { OAuth2Config, OIDCConfig } from "next-auth/providers";
import GitHub from "next-auth/providers/github";
import Google from "next-auth/providers/google";
import { expect, test } from "vitest";
import { guardProvider } from "./guarded-provider";

const CLIENT = { clientId: "client", clientSecret: "secret" };
const openId: OIDCConfig<unknown> = {
  ...CLIENT,
  id: "own",
  name: "Own",
  type: "oidc",
  issuer: "https://login.example.com",
};
const oauth: OAuth2Config<unknown> = {
  ...CLIENT,
  id: "plain",
  name: "Plain",
  type: "oauth",
  authorization: "https://plain.example/authorize",
};
const NAMED = { issuer: "https://plain.example" };

test.each([
  ["says nothing of checks", openId],
  ["wants none", { ...openId, checks: [] }],
  ["leaves the state out", { ...openId, checks: ["pkce", "nonce"] }],
  ["leaves the state out in its options", { ...openId, options: { checks: ["pkce"] } }],
  ["comes with Auth.js", Google({ ...CLIENT, checks: ["pkce"] })],
] satisfies [string, Parameters<typeof guardProvider<never>>[0]][])(
  "1: an OpenID Connect provider whose description %s is checked by PKCE, state and nonce",
  (_, description) => {
    const checks = ["pkce", "state", "nonce"];
    expect(guardProvider(description).forAuthJs({ [customFetch]: fetch })).toMatchObject({
      checks,
      options: { checks },
    });
  },
);

test.each([
  ["says nothing of checks", oauth],
  ["wants none", { ...oauth, checks: ["none"] }],
  ["leaves the state out in its options", { ...oauth, options: { checks: ["pkce"] } }],
  ["comes with Auth.js", GitHub(CLIENT)],
] satisfies [string, Parameters<typeof guardProvider<never>>[0]][])(
  "1: an OAuth provider whose description %s is checked by PKCE and state",
  (_, description) => {
    const checks = ["pkce", "state"];
    expect(guardProvider(description, NAMED).forAuthJs({ [customFetch]: fetch })).toMatchObject({
      checks,
      options: { checks },
    });
  },
);

test("an OpenID Connect provider's id tokens are for us, an OAuth provider has none", () => {
  expect(guardProvider(Google(CLIENT)).relyingParty).toEqual({
    issuer: "https://accounts.google.com",
    clientId: "client",
    endpointsOnOtherHosts: true,
  });
  expect(guardProvider(oauth, NAMED).relyingParty).toBeNull();
});

test("3: no name of our own takes the place of an OpenID Connect provider's issuer", () => {
  const provider = guardProvider(openId, { issuer: "https://friendly.example" });
  expect(provider.issuer).toBe("https://login.example.com");
  expect(provider.relyingParty?.issuer).toBe("https://login.example.com");
});

test.each([
  ["no issuer", { ...openId, issuer: undefined }, /^provider own: has no issuer$/],
  ["an issuer over plain http", { ...openId, issuer: "http://a.example" }, /own: .*not https/],
  ["no client id", { ...openId, clientId: undefined }, /^provider own: has no client id$/],
  ["no name in the keys of its accounts", oauth, /^provider plain: has no issuer$/],
] satisfies [string, Parameters<typeof guardProvider<never>>[0], RegExp][])(
  "4: a provider with %s is refused by name",
  (_, description, problem) => {
    expect(() => guardProvider(description)).toThrow(problem);
  },
);
