import { z } from "zod";
import { ApiError } from "./api-error.ts";
import type { Introspection } from "./settings.ts";

const TIMEOUT_MS = 5_000;
const answerSchema = z.object({ active: z.boolean() });

/**
 * Asks the issuer whether a token is still alive (RFC 7662). Nothing is kept: a token that is revoked now is refused now.
 *
 * @throws ApiError `invalid_token` for a dead one; `issuer_unavailable` when nobody can say
 */
export async function demandActive(token: string, introspection: Introspection): Promise<void> {
  if (!(await isActive(token, introspection))) {
    throw new ApiError("invalid_token", "The access token is not valid.");
  }
}

async function isActive(token: string, introspection: Introspection): Promise<boolean> {
  const { url, clientId, clientSecret } = introspection;
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(":");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
      body: new URLSearchParams({ token, token_type_hint: "access_token" }),
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the issuer answered ${response.status}`);
    return answerSchema.parse(await response.json()).active;
  } catch {
    throw new ApiError("issuer_unavailable", "The issuer cannot say whether the token is valid.");
  }
}
