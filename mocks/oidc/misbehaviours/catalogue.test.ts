import { decodeJwt } from "jose";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { createSignInWorld } from "../../../tests/support/sign-in-world.ts";
import { seed } from "../../cloud/seed.ts";
import { misbehaviourGroups, misbehaviourNamed, misbehaviourNames } from "./catalogue.ts";
import type { Misbehaviour } from "./misbehaviour.ts";

/** The modules of the OpenID Foundation's conformance suite for the code flow that a misbehaviour can play. */
const SUITE = [
  ...[
    "discovery-issuer-mismatch",
    "discovery-jwks-uri-keys",
    "signing-key-rotation-just-before-signing",
  ],
  ...[
    "invalid-sig-rs256",
    "idtoken-sig-none",
    "kid-absent-single-jwks",
    "kid-absent-multiple-jwks",
  ],
  ...["invalid-iss", "invalid-aud", "missing-aud", "missing-sub", "missing-iat", "nonce-invalid"],
  ...["invalid-athash", "missing-athash", "userinfo-invalid-sub"],
  ...["refresh-token-invalid-issuer", "refresh-token-invalid-sub"],
];

let world: Awaited<ReturnType<typeof createSignInWorld>>;

beforeAll(async () => {
  world = await createSignInWorld();
});
beforeEach(() => world.emulator.faults.clear());

const all = misbehaviourNames().map((name): [string, Misbehaviour] => [
  name,
  misbehaviourNamed(name) ?? { sends: "" },
]);
const withPart = (part: keyof Misbehaviour) => all.filter(([, parts]) => part in parts);

function plant(misbehave: string): void {
  world.emulator.faults.plant({ match: { path: "/applications/" }, misbehave });
}

/** What an endpoint of the application answers, without what differs each time. */
async function answerOf(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await world.call(new Request(`${world.issuer}${path}`, { headers }));
  return `${response.headers.get("content-type")} ${await response.text()}`;
}

const AUTHORIZE = `/authorize?${new URLSearchParams({
  response_type: "code",
  client_id: seed.webApplication.clientId,
  redirect_uri: "http://localhost:3000/api/auth/callback/beyondidentity",
  scope: "openid",
  state: "s",
})}`;

test("names are unique, and those of the suite are marked", () => {
  const names = Object.values(misbehaviourGroups).flatMap((group) => Object.keys(group));
  expect(names).toEqual(misbehaviourNames());
  expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
  expect(
    withPart("inSuite")
      .map(([name]) => name)
      .sort(),
  ).toEqual([...SUITE].sort());
});

test("a module's whole name and the emulator's earlier name mean the same", () => {
  expect(misbehaviourNamed("oidcc-client-test-invalid-iss")).toBe(misbehaviourNamed("invalid-iss"));
  expect(misbehaviourNamed("wrong_iss")).toBe(misbehaviourNamed("invalid-iss"));
  expect(misbehaviourNamed("invalid-iss")).toBeDefined();
  expect([undefined, "", "constructor"].map(misbehaviourNamed)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test.each(withPart("discovery"))("%s changes the discovery document", async (name) => {
  const path = "/.well-known/openid-configuration";
  const honest = await answerOf(path);
  plant(name);
  expect(await answerOf(path)).not.toBe(honest);
});

test.each(withPart("jwks"))("%s changes the keys for the client, not for the SDK", async (name) => {
  const path = "/.well-known/jwks.json";
  const honest = await answerOf(path);
  plant(name);
  expect(await answerOf(path)).not.toBe(honest);
  expect(await answerOf(path, { origin: "http://localhost:3000" })).toBe(honest);
});

test.each(withPart("userinfo"))("%s changes what userinfo says", async (name) => {
  const { access_token } = await world.signIn();
  const headers = { authorization: `Bearer ${access_token}` };
  const honest = await answerOf("/userinfo", headers);
  plant(name);
  expect(await answerOf("/userinfo", headers)).not.toBe(honest);
});

test.each(withPart("tokenResponse"))("%s changes the token response", async (name) => {
  const honest = Object.keys(await world.signIn());
  plant(name);
  const text = await (await world.redeem(await world.code())).text();
  const isTextual = !text.endsWith("}");
  const spoilt = isTextual ? {} : JSON.parse(text);
  const { token_type, expires_in } = spoilt;
  const isHonest = token_type === "Bearer" && typeof expires_in === "number" && expires_in > 0;
  expect(isHonest && honest.every((key) => key in spoilt)).toBe(false);
});

test.each(withPart("authorize"))("%s changes where the sign-in ends", async (name) => {
  plant(name);
  const response = await world.call(new Request(`${world.issuer}${AUTHORIZE}`));
  const request = new URL(response.headers.get("location") ?? "none:").searchParams.get("request");
  const authn = request === null ? {} : Object(decodeJwt(request).authn);
  const isHonest = authn.state === "s" && !String(authn.redirect_uri).includes("?");
  expect(isHonest).toBe(false);
});
