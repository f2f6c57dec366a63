import type { Provider } from "next-auth/providers";
import { type AuthFailureCode, noteAuthFailure } from "@/lib/auth/attempt";
import type { Env } from "@/lib/env/env";
import { logEvent } from "@/lib/log";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { configuredProviders } from "@/lib/providers/providers";

const TIMEOUT_MS = 5_000;

/**
 * @returns every configured provider, for Auth.js, which calls each of them with a time limit
 * @throws EnvironmentError naming a provider that cannot be checked
 */
export function authProviders(env: Env): Provider[] {
  return configuredProviders(env).map(({ id, forAuth }) => forAuth(fetchFrom(id)));
}

/**
 * `fetch` for Auth.js, which sets no time limit of its own, does not tell one failure of a provider from another, and keeps
 * the cause of most out of the log.
 *
 * @param providerId of the provider that is called, in Auth.js
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

/** The system's code, such as `ECONNREFUSED`. */
function causeOf(error: unknown): string | undefined {
  const cause = error instanceof Error ? error.cause : undefined;
  const isCoded = typeof cause === "object" && cause !== null && "code" in cause;
  return isCoded && typeof cause.code === "string" ? cause.code : undefined;
}
