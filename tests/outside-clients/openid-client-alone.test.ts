import { readFileSync } from "node:fs";
import * as client from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { misbehaviourNamed, misbehaviourNames } from "../../mocks/oidc/misbehaviours/catalogue.ts";
import { VERDICTS } from "../../scripts/misbehaviours/verdicts.ts";
import { DEEP } from "../support/deep.ts";
import { ACCEPTED_ALONE, NEEDS_SIGNATURE_CHECK } from "./support/alone.ts";
import { type OwnTenant, REDIRECT_URI, startOwnTenant } from "./support/own-tenant.ts";

let tenant: OwnTenant;
beforeAll(async () => {
  tenant = await startOwnTenant();
});
afterAll(() => tenant.close());

/** Whether a server that is not the issuer's was about to get a user, a code or a request for keys. */
let isMisled = false;

/** @returns whether a sign-in with an issuer that misbehaves ends with tokens, or at another server. */
async function accepts(misbehave: string, isStrict: boolean): Promise<boolean> {
  isMisled = false;
  try {
    if (misbehaviourNamed(misbehave)?.refreshedIdToken) await refresh(misbehave, isStrict);
    else await signIn(isStrict, misbehave);
    return true;
  } catch {
    return isMisled;
  } finally {
    tenant.emulator.faults.clear();
  }
}

function mislead(): never {
  isMisled = true;
  throw new Error("another server");
}

async function refresh(misbehave: string, isStrict: boolean): Promise<void> {
  const { config, tokens } = await signIn(isStrict);
  plant(misbehave);
  await client.refreshTokenGrant(config, tokens.refresh_token ?? "");
}

async function signIn(isStrict: boolean, misbehave = "") {
  const { discovery, authorize } = misbehaviourNamed(misbehave) ?? {};
  if (discovery) plant(misbehave);
  const config = await configured(isStrict);
  tenant.emulator.faults.clear();
  const verifier = client.randomPKCECodeVerifier();
  const checks = {
    ...{ pkceCodeVerifier: verifier, idTokenExpected: true },
    ...{ expectedState: client.randomState(), expectedNonce: client.randomNonce() },
  };
  const address = client.buildAuthorizationUrl(config, {
    ...{ redirect_uri: REDIRECT_URI, scope: "openid email" },
    ...{ state: checks.expectedState, nonce: checks.expectedNonce },
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
  });
  if (address.origin !== tenant.origin) mislead();
  if (authorize) plant(misbehave);
  const callback = await answerOf(address);
  // Only the client's own requests meet the others, after the user has signed in.
  if (misbehave !== "" && !authorize) plant(misbehave);
  return { config, tokens: await client.authorizationCodeGrant(config, callback, checks) };
}

async function configured(isStrict: boolean): Promise<client.Configuration> {
  const { issuer, id, secret = "" } = tenant.confidential;
  const execute = [
    client.allowInsecureRequests,
    ...(isStrict ? [client.enableNonRepudiationChecks] : []),
  ];
  const authentication = client.ClientSecretBasic(secret);
  return client.discovery(new URL(issuer), id, undefined, authentication, {
    execute,
    [client.customFetch]: (url, options) => {
      if (new URL(url).origin !== tenant.origin) mislead();
      return fetch(url, options as RequestInit);
    },
  });
}

/** @returns the callback that a browser would send. */
async function answerOf(address: URL): Promise<URL | Request> {
  const response = await fetch(address, { redirect: "manual" });
  const location = response.headers.get("location");
  if (location?.startsWith(REDIRECT_URI)) return new URL(location);
  if (location !== null) return tenant.visit(address);
  const page = await response.text();
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  const body = new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, value]));
  return new Request(REDIRECT_URI, { method: "POST", body });
}

function plant(misbehave: string): void {
  const { pathname: path } = new URL(tenant.confidential.issuer);
  tenant.emulator.faults.plant({ match: { path }, misbehave });
}

test("what openid-client alone takes, as docs/exit.md says", {
  ...DEEP,
  timeout: 300_000,
}, async () => {
  const taken: Record<"alone" | "by default", string[]> = { alone: [], "by default": [] };
  const needless: string[] = [];
  for (const name of misbehaviourNames()) {
    const isAccepted = await accepts(name, true);
    const isAcceptedByDefault = await accepts(name, false);
    if (typeof VERDICTS[name] === "string") {
      if (!isAccepted || !isAcceptedByDefault) needless.push(name);
    } else if (isAccepted) taken.alone.push(name);
    else if (isAcceptedByDefault) taken["by default"].push(name);
  }
  expect({ taken, needless }).toEqual({
    taken: { alone: ACCEPTED_ALONE, "by default": NEEDS_SIGNATURE_CHECK },
    needless: [],
  });
});

test("docs/exit.md names everything that openid-client alone takes, and counts right", () => {
  const page = readFileSync("docs/exit.md", "utf8");
  const names = [...ACCEPTED_ALONE, ...NEEDS_SIGNATURE_CHECK];
  expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  const verdicts = Object.values(VERDICTS);
  const accepted = verdicts.filter((verdict) => typeof verdict === "string").length;
  const byBoth = verdicts.length - accepted - names.length;
  expect(page).toContain(`of ${verdicts.length} misbehaviours`);
  const counts = [byBoth, NEEDS_SIGNATURE_CHECK.length, ACCEPTED_ALONE.length, accepted, 0];
  const column = /how many \|\n[^\n]+\n((?:\|[^\n]+\n)+)/.exec(page)?.[1] ?? "";
  expect([...column.matchAll(/(\d+) \|$/gm)].map(([, count]) => Number(count))).toEqual(counts);
});
