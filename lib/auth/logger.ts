import "server-only";
import { AuthError } from "next-auth";
import { z } from "zod";
import { noteAuthFailure, noteCheck } from "@/lib/auth/attempt";
import { checkFor } from "@/lib/auth/named-check";
import { logEvent } from "@/lib/log";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";

const causeSchema = z.looseObject({ provider: z.unknown() }).catch({ provider: undefined });

/**
 * Logs errors of Auth.js by name and code only, and notes the code for the error page. By default Auth.js logs whole
 * causes, including responses of the provider.
 */
export const authLogger = {
  error(error: Error): void {
    const type = error instanceof AuthError ? error.type : error.name;
    const cause = causeOf(error);
    if (type === "InvalidCheck") noteAuthFailure("sign_in_interrupted");
    else if (cause?.code === "OAUTH_RESPONSE_BODY_ERROR") noteAuthFailure("sign_in_refused");
    else if (cause?.code === "service_unavailable") noteAuthFailure("service_unavailable");
    else if (type === "CallbackRouteError") noteAuthFailure(invalidResponseCode(error));
    const code = cause?.code ?? codeOf(error);
    const check = checkFor({ type, code, ...wordsOf(error) });
    if (check) noteCheck(check);
    logEvent("auth_error", { type, cause: cause?.name, code, check });
  },
  warn(code: string): void {
    logEvent("auth_warning", { code });
  },
  /** Auth.js tells the issuer's error code here alone. */
  debug(name: string, details: unknown): void {
    if (name !== "OAuthCallbackError") return;
    const check = checkFor({ type: name, error: wordsSchema.parse(details).error });
    if (!check) return;
    noteCheck(check);
    logEvent("auth_error_response", { check });
  },
};

/** The cause that Auth.js attaches names the provider whose response it could not use. */
function invalidResponseCode({ cause }: Error): "cloud_response_invalid" | "provider_error" {
  const { provider } = causeSchema.parse(cause);
  return provider === PASSKEY_PROVIDER_ID ? "cloud_response_invalid" : "provider_error";
}

const word = z.string().optional().catch(undefined);
const wordsSchema = z
  .looseObject({ error: word, cause: z.looseObject({ claim: word }).optional().catch(undefined) })
  .catch({});

/** What the cause says besides its code: the issuer's error code, or the claim of the id token that differs. */
function wordsOf({ cause }: Error): { error?: string | undefined; claim?: string | undefined } {
  const inner = typeof cause === "object" && cause !== null && "err" in cause ? cause.err : cause;
  const words = wordsSchema.parse(inner);
  return { error: words.error, claim: words.cause?.claim };
}

type Cause = { name: string; code?: string };

function causeOf(error: Error): Cause | undefined {
  const { cause } = error;
  const inner = typeof cause === "object" && cause !== null && "err" in cause ? cause.err : cause;
  if (!(inner instanceof Error)) return undefined;
  const code = codeOf(inner);
  return code === undefined ? { name: inner.name } : { name: inner.name, code };
}

function codeOf(error: Error): string | undefined {
  return "code" in error && typeof error.code === "string" ? error.code : undefined;
}
