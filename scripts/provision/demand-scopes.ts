import type { ManagementToken } from "../cloud/management-token.ts";
import { requireFor } from "./provision-error.ts";

/** @throws ProvisionError `missing_scope`, before the cloud is asked, when the token says what it may do */
export function demandScopes({ scopes }: ManagementToken, needed: string[]): void {
  const missing = needed.filter((scope) => scopes && !scopes.includes(scope));
  requireFor(
    missing.length === 0,
    "missing_scope",
    () =>
      `The token lacks ${missing.length > 1 ? "the scopes" : "the scope"} ${missing.join(", ")}. Make one in the console that has it: Apps > Beyond Identity Management API > API Tokens.`,
  );
}
