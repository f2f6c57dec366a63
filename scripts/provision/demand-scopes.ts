import type { ManagementToken } from "../cloud/management-token.ts";
import { requireFor } from "./provision-error.ts";

/**
 * @param needed in any case
 * @param perhaps needed too, which only a token with the others can find out: a new token should have them all
 * @throws ProvisionError `missing_scope`, before the cloud is asked, when the token says what it may do
 */
export function demandScopes(
  { scopes }: ManagementToken,
  needed: string[],
  perhaps: string[] = [],
): void {
  const lacks = (list: string[]) => list.filter((scope) => scopes && !scopes.includes(scope));
  const missing = lacks(needed);
  requireFor(missing.length === 0, "missing_scope", () => {
    const more = lacks(perhaps);
    return [
      `The token lacks ${named(missing)}.`,
      ...(more.length > 0
        ? [`To make or change what is missing it also lacks ${named(more)}.`]
        : []),
      "Make one in the console that has them: Apps > Beyond Identity Management API > API Tokens.",
    ].join(" ");
  });
}

function named(scopes: string[]): string {
  return `${scopes.length > 1 ? "the scopes" : "the scope"} ${scopes.join(", ")}`;
}
