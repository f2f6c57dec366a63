import { z } from "zod";
import { type Check, fail, pass, unmade } from "../check.ts";
import { jsonOf, outage } from "../cloud/ask.ts";
import type { Environment } from "../environment.ts";

const SERVICE_DOWN =
  "Check your network, proxy and DNS, and https://status.beyondidentity.com. Then run the doctor again.";

export const issuerDiscovery: Check = {
  id: "issuer-discovery",
  title: "BEYOND_IDENTITY_DISCOVERY leads to the application's discovery document",
  why: "Every sign-in begins with this document. Without it the app shows a configuration error.",
  needs: ["emulator-values"],
  reads: ["BEYOND_IDENTITY_DISCOVERY"],
  async run({ environment, cloud }) {
    const problem = environment.problems.find(
      ({ variable }) => variable === "BEYOND_IDENTITY_DISCOVERY",
    );
    if (problem || environment.issuer === null) {
      const saw = `BEYOND_IDENTITY_DISCOVERY ${problem?.problem ?? "is not an http(s) address"}`;
      return fail(saw, COPY);
    }
    const answer = await cloud.discovery();
    const { origin } = new URL(environment.issuer);
    const down = outage(answer);
    if (answer.status === null || down !== null) return unmade(`${origin}: ${down}`, SERVICE_DOWN);
    if (answer.status === 404) return fail(unknownApplication(environment), COPY);
    if (answer.status !== 200) return fail(`${origin} answered ${answer.status}`, COPY);
    return (await cloud.document())
      ? pass(`found at ${origin}`)
      : fail(`${origin} answered with something that is no discovery document`, COPY);
  },
};

const COPY =
  "Copy the Issuer or the Discovery address again from the console: Applications > your application > External Protocol.";

function unknownApplication({ issuerPath }: Environment): string {
  if (!issuerPath)
    return "the path is not .../v1/tenants/TENANT/realms/REALM/applications/APPLICATION";
  const { tenantId, realmId, applicationId } = issuerPath;
  return `Beyond Identity knows no application ${applicationId} in realm ${realmId} of tenant ${tenantId}`;
}

export const issuerMismatch: Check = {
  id: "issuer-mismatch",
  title: "The issuer is the configured one, letter by letter",
  why: "The app refuses id tokens of another issuer, and calls the API of the configured tenant.",
  needs: ["issuer-discovery"],
  async run({ environment: { issuer, issuerPath, variables }, cloud }) {
    const published = (await cloud.document())?.issuer;
    if (published !== issuer) {
      return fail(
        `the discovery document names the issuer ${published}, and BEYOND_IDENTITY_DISCOVERY is of ${issuer}`,
        `Set BEYOND_IDENTITY_DISCOVERY to ${published}.`,
      );
    }
    const tenantId = variables.BEYOND_IDENTITY_TENANT_ID;
    if (tenantId !== undefined && issuerPath && tenantId !== issuerPath.tenantId) {
      return fail(
        `BEYOND_IDENTITY_TENANT_ID is ${tenantId}, and the issuer is of tenant ${issuerPath.tenantId}`,
        `Set BEYOND_IDENTITY_TENANT_ID to ${issuerPath.tenantId}, or copy the issuer of the right tenant.`,
      );
    }
    return pass(`${published}`);
  },
};

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

export const jwks: Check = {
  id: "jwks",
  title: "The issuer publishes its signing keys",
  why: "The app verifies every id token with them (RFC 7517).",
  needs: ["issuer-discovery"],
  async run({ environment, cloud }) {
    const uri = new URL((await cloud.document())?.jwks_uri ?? "");
    const { origin } = new URL(environment.issuer ?? "");
    if (uri.origin !== origin) {
      return fail(`the keys are at ${uri.origin}, and the issuer at ${origin}`, COPY);
    }
    const answer = await cloud.keys();
    const down = outage(answer);
    if (answer.status === null || down !== null)
      return unmade(`${uri.origin}: ${down}`, SERVICE_DOWN);
    const keys = keySetSchema.safeParse(jsonOf(answer)).data?.keys;
    const usable = keys?.filter(({ kty, use }) => kty === "RSA" && (use ?? "sig") === "sig") ?? [];
    if (usable.length > 0) return pass(`${usable.length} RSA signing keys`);
    const saw = keys ? "no RSA signing key is published" : "the answer is no key set";
    return fail(saw, `Open ${uri.href} in a browser. If it shows no keys, ask Beyond Identity.`);
  },
};

/** As long as the app tolerates it in id tokens. */
const TOLERATED_MS = 60_000;

export const clockSkew: Check = {
  id: "clock-skew",
  title: "The clock of this machine agrees with Beyond Identity's",
  why: "With a wrong clock, id tokens look expired or not yet valid, and every sign-in fails.",
  needs: ["issuer-discovery"],
  async run({ cloud, machine }) {
    const time = await cloud.time();
    if (time === null)
      return unmade("the cloud's answer has no Date header", "Set the clock by a time server.");
    const skew = machine.now() - time;
    const seconds = Math.round(Math.abs(skew) / 1000);
    const saw = `${seconds} seconds ${skew > 0 ? "ahead of" : "behind"} Beyond Identity`;
    return Math.abs(skew) > TOLERATED_MS
      ? fail(`this machine is ${saw}`, "Turn on automatic time (NTP) on this machine.")
      : pass(seconds < 3 ? "no noticeable difference" : saw);
  },
};
