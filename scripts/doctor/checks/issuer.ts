import { secretsProblem } from "../../cloud/secrets-problem.ts";
import { type Check, fail, pass, unmade } from "../check.ts";
import { outage } from "../cloud/ask.ts";
import type { Cloud } from "../cloud/cloud.ts";
import type { Environment } from "../environment.ts";
import { COPY_ISSUER, SERVICE_DOWN } from "./words.ts";

type Document = NonNullable<Awaited<ReturnType<Cloud["document"]>>>;

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
      return fail(saw, COPY_ISSUER);
    }
    const untrusted = secretsProblem(environment.variables, environment.issuer);
    if (untrusted !== null) return fail(`BEYOND_IDENTITY_DISCOVERY ${untrusted}`, COPY_ISSUER);
    const answer = await cloud.discovery();
    const { origin } = new URL(environment.issuer);
    const down = outage(answer);
    if (answer.status === null || down !== null) return unmade(`${origin}: ${down}`, SERVICE_DOWN);
    if (answer.status === 404) return fail(unknownApplication(environment), COPY_ISSUER);
    if (answer.status !== 200) return fail(`${origin} answered ${answer.status}`, COPY_ISSUER);
    const document = await cloud.document();
    if (!document) {
      return fail(`${origin} answered with something that is no discovery document`, COPY_ISSUER);
    }
    const foreign = foreignEndpoint(document, origin);
    return foreign === undefined
      ? pass(`found at ${origin}`)
      : fail(`the discovery document at ${origin} names an endpoint at ${foreign}`, COPY_ISSUER);
  },
};

/** The app refuses such a document. Where the keys are is a check of its own. */
function foreignEndpoint(document: Document, own: string): string | undefined {
  const { authorization_endpoint, token_endpoint } = document;
  return [authorization_endpoint, token_endpoint]
    .map((endpoint) => new URL(endpoint).origin)
    .find((origin) => origin !== own);
}

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
