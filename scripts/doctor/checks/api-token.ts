import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";
import type { Environment } from "../environment.ts";
import type { Subject } from "../subject.ts";
import { MAKE_TOKEN, NO_API } from "./words.ts";

const REGION =
  "Check BEYOND_IDENTITY_REGION and BEYOND_IDENTITY_API_URL: the API has to be of the issuer's region.";

export const apiToken: Check = {
  id: "api-token",
  title: "The management API accepts the app's token",
  why: "Without it users cannot register, and cannot add or revoke a passkey.",
  needs: ["issuer-mismatch"],
  reads: [
    "BEYOND_IDENTITY_TENANT_ID",
    "BEYOND_IDENTITY_REGION",
    "BEYOND_IDENTITY_API_TOKEN",
    "BEYOND_IDENTITY_API_CLIENT_ID",
    "BEYOND_IDENTITY_API_CLIENT_SECRET",
    "BEYOND_IDENTITY_API_ISSUER",
  ],
  async run(subject) {
    const { cloud, environment } = subject;
    const access = await cloud.management();
    if (environment.mode === "hosted") return inapplicable(NO_API);
    if (access.kind === "none") {
      const saw = "not checked because of env-values: the address of the API is not known";
      return { status: "skip", saw, next: "Solve env-values first.", cause: "env-values" };
    }
    const regions = differingRegions(environment);
    if (regions) return fail(regions, REGION);
    if (access.kind === "unreachable")
      return unmade(
        access.problem,
        "Check BEYOND_IDENTITY_API_ISSUER, your network and https://status.beyondidentity.com.",
      );
    if (access.kind === "refused") return fail(access.saw, access.next);
    const malformed = environment.problems.find(({ variable }) =>
      variable.startsWith("BEYOND_IDENTITY_API_"),
    );
    if (malformed) {
      return fail(`${malformed.variable}: ${malformed.problem}`, `Correct ${malformed.variable}.`);
    }
    const own = access.pasted?.tenantId;
    const tenant = environment.variables.BEYOND_IDENTITY_TENANT_ID;
    if (own !== undefined && own !== tenant) {
      return fail(
        `the token is of tenant ${own}, and BEYOND_IDENTITY_TENANT_ID is ${tenant}`,
        MAKE_TOKEN,
      );
    }
    return acceptance(subject);
  },
};

/** Beyond Identity's hosts are `auth-us`, `api-us` and so on. */
function differingRegions({ issuer, apiOrigin }: Environment): string | null {
  const regionOf = (address: string | null, kind: "auth" | "api") =>
    new RegExp(`^https://${kind}-(\\w+)\\.beyondidentity\\.com`).exec(address ?? "")?.[1];
  const [own, api] = [regionOf(issuer, "auth"), regionOf(apiOrigin, "api")];
  return own && api && own !== api ? `the issuer is in region ${own}, and the API in ${api}` : null;
}

async function acceptance({ cloud, environment, machine }: Subject) {
  const refusal = await cloud.apiRefusal();
  const access = await cloud.management();
  if (access.kind !== "open" || refusal === null)
    return pass(`${environment.apiOrigin} accepts it`);
  const knowsRealm = access.scopes?.includes("realms:read") ?? true;
  switch (refusal.code) {
    case "unauthorized": {
      const expired = expiryOf(access.pasted?.expiresAt, (await cloud.time()) ?? machine.now());
      return fail(
        `the API does not accept the token${expired}`,
        access.isPasted ? MAKE_TOKEN : REGION,
      );
    }
    case "forbidden":
      return knowsRealm
        ? fail("the API accepts the token, but not for this tenant", MAKE_TOKEN)
        : pass(`${environment.apiOrigin} accepts it`);
    case "not_understood":
    case "rejected":
      return fail(`${environment.apiOrigin} answers like no management API`, REGION);
    default:
      return unmade(refusal.message, "Check your network and https://status.beyondidentity.com.");
  }
}

function expiryOf(expiresAt: Date | null | undefined, now: number): string {
  return expiresAt && expiresAt.getTime() <= now
    ? `: it expired at ${expiresAt.toISOString()}`
    : "";
}
