import type { Provider } from "next-auth/providers";
import { type AuthFailureCode, noteAuthFailure } from "@/lib/auth/attempt";
import type { Env } from "@/lib/env/env";
import { logEvent } from "@/lib/log";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { configuredProviders } from "@/lib/providers/providers";

const TIMEOUT_MS = 5_000;

/**
 * Describes every configured provider for Auth.js. Each gets a `fetch` with a time limit.
 *
 * @throws EnvironmentError naming a provider whose configuration is not valid
 */
export function authProviders(env: Env): Provider[] {
  return configuredProviders(env).map(({ id, forAuthJs }) => forAuthJs(fetchFrom(id)));
}

/**
 * Makes a `fetch` for Auth.js that sets a time limit, notes the failure code for the error page, and logs the cause.
 * Auth.js itself does none of these.
 *
 * @param providerId id of the provider in Auth.js
 */
function fetchFrom(providerId: string): typeof fetch {
  const note = (code: AuthFailureCode) =>
    noteAuthFailure(providerId === PASSKEY_PROVIDER_ID ? code : "provider_error");
  return async (input, init) => {
    const operation = operationOf(input);
    try {
      const response = await fetch(input, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 429) note("cloud_rate_limited");
      if (response.status >= 500) note("cloud_error");
      if (!response.ok) logEvent("cloud_call_failed", { operation, status: response.status });
      return response;
    } catch (error) {
      const timedOut = error instanceof DOMException && error.name === "TimeoutError";
      const code = timedOut ? "cloud_timeout" : "cloud_unreachable";
      note(code);
      logEvent("cloud_call_failed", { operation, code, cause: causeOf(error) });
      throw error;
    }
  };
}

/** The last part of an endpoint's path: `openid-configuration`, `token`, `userinfo`. */
function operationOf(input: Parameters<typeof fetch>[0]): string {
  const url = new URL(input instanceof Request ? input.url : input);
  return url.pathname.split("/").at(-1) ?? "";
}

/** @returns the system's error code, such as `ECONNREFUSED`. */
function causeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const isCoded = typeof cause === "object" && cause !== null && "code" in cause;
  return isCoded && typeof cause.code === "string" ? cause.code : undefined;
}
