import { z } from "zod";
import { ApiError } from "./api-error.ts";
import { faultOf } from "./fault-of.ts";
import type { Introspection } from "./settings.ts";

const TIMEOUT_MS = 5_000;
const answerSchema = z.object({ active: z.boolean() });

/**
 * Asks the issuer whether a token is active (RFC 7662). Nothing is cached, so a revoked token is refused at once.
 *
 * @throws ApiError `invalid_token` for an inactive token, `issuer_unavailable` when the issuer does not answer
 */
export async function demandActive(token: string, introspection: Introspection): Promise<void> {
  if (!(await isActive(token, introspection))) {
    throw new ApiError("invalid_token", "The access token is not valid.");
  }
}

async function isActive(token: string, introspection: Introspection): Promise<boolean> {
  const response = await ask(token, introspection).catch((error) => {
    throw unavailable(faultOf(error));
  });
  if (!response.ok) throw unavailable(`it answered ${response.status}`);
  const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
  if (!answer.success) throw unavailable("its answer says nothing of the token");
  return answer.data.active;
}

function ask(token: string, { url, clientId, clientSecret }: Introspection): Promise<Response> {
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(":");
  return fetch(url, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(credentials).toString("base64")}` },
    body: new URLSearchParams({ token, token_type_hint: "access_token" }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}

function unavailable(fault: string): ApiError {
  return new ApiError("issuer_unavailable", "The issuer cannot say whether the token is valid.", {
    logLine: `the issuer cannot say whether a token is valid: ${fault}`,
  });
}
