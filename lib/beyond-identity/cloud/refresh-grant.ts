import "server-only";
import { z } from "zod";
import { basicAuthorization } from "@/lib/beyond-identity/cloud/client-authentication";
import { requestCloud } from "@/lib/beyond-identity/cloud/cloud-request";
import type { Env } from "@/lib/env/env";

const answerSchema = z
  .object({
    access_token: z.string().min(1),
    token_type: z.string().regex(/^bearer$/i),
    expires_in: z.number().positive(),
    refresh_token: z.string().min(1).optional(),
    id_token: z.string().min(1).optional(),
  })
  .transform(({ access_token, expires_in, refresh_token, id_token }) => ({
    accessToken: access_token,
    expiresInSeconds: expires_in,
    /** Replaces the refresh token that was used. Null when the application does not rotate refresh tokens. */
    refreshToken: refresh_token ?? null,
    idToken: id_token ?? null,
  }));

const refusalSchema = z.object({ error: z.string() });

/** The tokens that the cloud issues for a refresh token. */
export type RefreshedTokens = z.output<typeof answerSchema>;

/**
 * Exchanges a refresh token (RFC 6749 section 6).
 *
 * The app does not retry when the response is lost. The cloud may have rotated the token already, and would treat the
 * second request as theft. A response with 429 or 5xx proves that the cloud has not rotated it, so then the app
 * retries.
 *
 * @throws BeyondIdentityError `invalid_grant` when the cloud no longer refreshes this sign-in
 */
export function refreshGrant(
  refreshToken: string,
  { issuer, clientId, clientSecret }: Pick<Env, "issuer" | "clientId" | "clientSecret">,
): Promise<RefreshedTokens> {
  return requestCloud({
    operation: "refresh tokens",
    url: new URL(`${issuer}/token`),
    method: "POST",
    headers: {
      authorization: basicAuthorization(clientId, clientSecret),
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    }).toString(),
    idempotent: false,
    refusalsAreSafe: true,
    reasonOfRefusal: (body) =>
      refusalSchema.safeParse(body).data?.error === "invalid_grant" ? "invalid_grant" : undefined,
    schema: answerSchema,
  });
}
