import { DELETION_SCOPES, MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { type Check, fail, inapplicable, pass, unmade, warn } from "../check.ts";
import type { Environment } from "../environment.ts";
import type { Subject } from "../subject.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** With these the doctor reads, and with `--fix` repairs. */
const DOCTOR_SCOPES = [
  "realms:read",
  "applications:read",
  "applications:update",
  "authenticator-configs:read",
  "authenticator-configs:update",
  "resource-servers:read",
];
const MAKE_TOKEN =
  "Create a token in the console: Applications > Beyond Identity Management API > API Tokens, and set BEYOND_IDENTITY_API_TOKEN.";
const NO_API = "Hosted Web needs no management API";

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

const REGION =
  "Check BEYOND_IDENTITY_REGION and BEYOND_IDENTITY_API_URL: the API has to be of the issuer's region.";

function expiryOf(expiresAt: Date | null | undefined, now: number): string {
  return expiresAt && expiresAt.getTime() <= now
    ? `: it expired at ${expiresAt.toISOString()}`
    : "";
}

export const apiTokenExpiry: Check = {
  id: "api-token-expiry",
  title: "The pasted token does not expire soon",
  why: "When it expires, registering and managing passkeys stop working.",
  needs: ["api-token"],
  async run({ cloud, machine }) {
    const access = await cloud.management();
    if (access.kind !== "open") return inapplicable(NO_API);
    if (!access.isPasted) return pass("the app fetches and renews its tokens itself");
    const { issuedAt = null, expiresAt = null } = access.pasted ?? {};
    if (!expiresAt) return inapplicable("the token does not say when it expires");
    const now = (await cloud.time()) ?? machine.now();
    const left = expiresAt.getTime() - now;
    const life = issuedAt ? expiresAt.getTime() - issuedAt.getTime() : Number.POSITIVE_INFINITY;
    const saw = `it expires at ${expiresAt.toISOString()}`;
    return left < 7 * DAY_MS && left < life / 4
      ? warn(
          saw,
          `${MAKE_TOKEN} A machine client (BEYOND_IDENTITY_API_CLIENT_ID) renews its tokens itself.`,
        )
      : pass(saw);
  },
};

export const apiScopesMissing: Check = {
  id: "api-scopes-missing",
  title: "The token has every scope that the app needs",
  why: "What needs a missing scope fails for users: registering, mailing a link, listing or revoking passkeys.",
  needs: ["api-token"],
  async run({ cloud }) {
    const access = await cloud.management();
    if (access.kind !== "open") return inapplicable(NO_API);
    const { scopes } = access;
    if (!scopes) return inapplicable("the token does not say which scopes it has");
    const missing = MANAGEMENT_SCOPES.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      const next = `Add ${missing.join(" ")} to the token or to the machine client in the console.`;
      return fail(`missing: ${missing.join(", ")}`, next);
    }
    const deletes = DELETION_SCOPES.every((scope) => scopes.includes(scope));
    return pass(
      deletes
        ? "all of them"
        : "all of them. Without identities:delete, the identity of a deleted account stays in the directory",
    );
  },
};

export const apiScopesExcess: Check = {
  id: "api-scopes-excess",
  title: "The token has no scope that nothing uses",
  why: "When the server is broken into, the token does whatever its scopes allow.",
  needs: ["api-token"],
  async run({ cloud }) {
    const access = await cloud.management();
    if (access.kind !== "open") return inapplicable(NO_API);
    if (!access.isPasted) return pass("the app asks for the scopes that it needs alone");
    if (!access.scopes) return inapplicable("the token does not say which scopes it has");
    const excess = access.scopes.filter((scope) => !USED_SCOPES.includes(scope));
    return excess.length > 0
      ? warn(
          `neither the app nor the doctor uses: ${excess.join(", ")}`,
          "Create a token without them.",
        )
      : pass("none");
  },
};

const USED_SCOPES = [...MANAGEMENT_SCOPES, ...DELETION_SCOPES, ...DOCTOR_SCOPES];

export const realm: Check = {
  id: "realm",
  title: "BEYOND_IDENTITY_REALM_ID is the realm of the issuer, and exists",
  why: "The app creates its users in this realm. In another one they cannot sign in.",
  needs: ["api-token"],
  reads: ["BEYOND_IDENTITY_REALM_ID"],
  async run({ environment: { variables, issuerPath, mode }, cloud }) {
    if (mode === "hosted") return inapplicable("Hosted Web takes the realm from the issuer");
    const own = variables.BEYOND_IDENTITY_REALM_ID;
    if (issuerPath && own !== issuerPath.realmId) {
      return fail(
        `BEYOND_IDENTITY_REALM_ID is ${own}, and the issuer is of realm ${issuerPath.realmId}`,
        `Set BEYOND_IDENTITY_REALM_ID to ${issuerPath.realmId}, or copy the issuer of the right realm.`,
      );
    }
    const reading = await cloud.realm();
    switch (reading.kind) {
      case "found":
        return pass(`"${reading.value.display_name}"`);
      case "absent":
        return fail(`the tenant has no realm ${own}`, "Copy the realm's id from the console.");
      case "unknown":
        return inapplicable(reading.why);
      case "failed":
        return unmade(reading.error.message, "Run the doctor again.");
    }
  },
};
