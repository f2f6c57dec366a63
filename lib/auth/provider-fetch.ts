import { type AuthFailureCode, noteAuthFailure, noteCheck } from "@/lib/auth/attempt";
import { BeyondIdentityError, isCloudError } from "@/lib/beyond-identity/cloud/errors";
import type { FailureCode } from "@/lib/failure";
import { logEvent } from "@/lib/log";
import { acceptDiscovery } from "@/lib/oidc/discovery";
import { shareDiscovery } from "@/lib/oidc/shared-discovery";
import type { GuardedProvider } from "@/lib/providers/guarded-provider";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";

const TIMEOUT_MS = 5_000;
const DISCOVERY = "openid-configuration";

type Fetch = typeof fetch;

/**
 * Makes a `fetch` for Auth.js that sets a time limit, checks the discovery document, notes the failure code for the
 * error page, and logs the cause. Auth.js itself compares the issuer alone, and ignores a slash after a host.
 *
 * @param provider whose endpoints it calls
 */
export function providerFetch({ id, relyingParty }: GuardedProvider): Fetch {
  const note = (code: AuthFailureCode) =>
    noteAuthFailure(id === PASSKEY_PROVIDER_ID ? code : "provider_error");
  return async (input, init) => {
    const operation = operationOf(input);
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 429) note("cloud_rate_limited");
      if (response.status >= 500) note("cloud_error");
      if (!response.ok) logEvent("cloud_call_failed", { operation, status: response.status });
      const isDiscovery = relyingParty !== null && operation === DISCOVERY && response.ok;
      if (isDiscovery) {
        shareDiscovery(acceptDiscovery(await response.clone().json(), relyingParty));
      }
      return response;
    } catch (error) {
      const code = codeOf(error);
      note(code);
      const check = isCloudError(error, "issuer_mismatch") ? "issuer-mismatch" : undefined;
      if (check) noteCheck(check);
      logEvent("cloud_call_failed", { operation, code, check, cause: causeOf(error) });
      throw error;
    }
  };
}

/** The last part of an endpoint's path: `openid-configuration`, `token`, `userinfo`. */
function operationOf(input: Parameters<Fetch>[0]): string {
  const url = new URL(input instanceof Request ? input.url : input);
  return url.pathname.split("/").at(-1) ?? "";
}

function codeOf(error: unknown): FailureCode {
  if (error instanceof BeyondIdentityError) return error.code;
  if (error instanceof SyntaxError) return "cloud_response_invalid";
  const timedOut = error instanceof DOMException && error.name === "TimeoutError";
  return timedOut ? "cloud_timeout" : "cloud_unreachable";
}

/** @returns the system's error code, such as `ECONNREFUSED`. */
function causeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const isCoded = typeof cause === "object" && cause !== null && "code" in cause;
  return isCoded && typeof cause.code === "string" ? cause.code : undefined;
}
