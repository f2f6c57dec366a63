import { createPrivateKey } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { INVALID_RSA_SIGNATURES } from "../../tests/support/invalid-rsa-signatures.ts";
import { basic, createSignInWorld } from "../../tests/support/sign-in-world.ts";
import { seed } from "../cloud/seed.ts";

/** One sign-in, whose tokens are spoiled in each way. */
type Victim = Awaited<ReturnType<typeof createSignInWorld>> & {
  access: string;
  management: string;
};
let victim: Victim;

beforeAll(async () => {
  const world = await createSignInWorld();
  const { access_token: access } = await world.signIn();
  victim = { ...world, access, management: await world.managementToken() };
});

/** Ways to write a valid token that RFC 7515 does not allow. */
const OTHER_TEXTS: Record<string, (token: string) => string> = {
  "padding after it": (token) => `${token}==`,
  "bits that mean nothing": (token) =>
    token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1),
  "a fourth part": (token) => `${token}.`,
  "the algorithm none": (token) => withHeader(token, { alg: "none" }, ""),
  "the algorithm RS512": (token) => withHeader(token, { alg: "RS512" }),
  "the algorithm HS256": (token) => withHeader(token, { alg: "HS256" }),
  "another key's id": (token) => withHeader(token, { alg: "RS256", kid: "other" }),
};

function withHeader(token: string, header: object, signature = token.split(".")[2]): string {
  const [, payload] = token.split(".");
  return [Buffer.from(JSON.stringify(header)).toString("base64url"), payload, signature].join(".");
}

function spoilers(applicationId: string): Record<string, (token: string) => string> {
  const signatures = Object.entries(INVALID_RSA_SIGNATURES).map(([name, forge]) => [
    name,
    (token: string) => {
      const [header = "", payload = "", signature = ""] = token.split(".");
      const jwk = victim.emulator.store.state.signingKeys[applicationId] ?? {};
      const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
      const signed = Buffer.from(`${header}.${payload}`);
      const forged = forge({ signed, valid: Buffer.from(signature, "base64url"), privateKey });
      return `${signed}.${forged.toString("base64url")}`;
    },
  ]);
  return { ...OTHER_TEXTS, ...Object.fromEntries(signatures) };
}

const NAMES = [...Object.keys(OTHER_TEXTS), ...Object.keys(INVALID_RSA_SIGNATURES)];

test.each(NAMES)("no endpoint accepts an access token with %s", async (name) => {
  const token = spoilers(seed.webApplication.id)[name]?.(victim.access) ?? "";
  expect((await victim.userinfo(token)).status).toBe(401);
  expect(await introspected(token)).toEqual({ active: false });
});

test.each(NAMES)(
  "the management API and revocation refuse a bearer token with %s",
  async (name) => {
    const token = spoilers(seed.managementApplication.id)[name]?.(victim.management) ?? "";
    expect((await victim.api("GET", "/identities", undefined, token)).status).toBe(401);
    expect((await revoke(token, victim.access)).status).toBe(401);
  },
);

test.each(NAMES)("a token with %s does not revoke the real one", async (name) => {
  const token = spoilers(seed.webApplication.id)[name]?.(victim.access) ?? "";
  expect((await revoke(victim.management, token)).status).toBe(200);
  expect((await victim.userinfo(victim.access)).status).toBe(200);
});

async function introspected(token: string): Promise<unknown> {
  const { origins } = victim.emulator;
  const url = `${origins.auth}/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/introspect`;
  const body = new URLSearchParams({ token });
  return (await victim.call(new Request(url, { method: "POST", headers: basic(), body }))).json();
}

function revoke(bearer: string, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${bearer}` };
  const body = new URLSearchParams({ token });
  return victim.call(new Request(`${victim.issuer}/revoke`, { method: "POST", headers, body }));
}
