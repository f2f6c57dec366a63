import { DELETION_SCOPES, MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { type Check, fail, inapplicable, pass, warn } from "../check.ts";
import { NO_API } from "./words.ts";

/** With these the doctor reads, and with `--fix` repairs. */
const DOCTOR_SCOPES = [
  "realms:read",
  "applications:read",
  "applications:update",
  "authenticator-configs:read",
  "authenticator-configs:update",
  "resource-servers:read",
];

const USED_SCOPES = [...MANAGEMENT_SCOPES, ...DELETION_SCOPES, ...DOCTOR_SCOPES];

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
