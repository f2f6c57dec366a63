import { z } from "zod";
import { type Answer, jsonOf, outage } from "./ask.ts";

/** What the token endpoint makes of a code or a refresh token that was never issued. */
export type TokenRefusal =
  | { kind: "unreachable"; problem: string }
  /** An error code of RFC 6749 section 5.2, such as `invalid_grant`. */
  | { kind: "error"; error: string }
  | { kind: "invalid"; status: number };

const errorSchema = z.object({ error: z.string().regex(/^\w{1,64}$/) });

/** The form of a request that no server can grant. */
export function bogusGrant(
  grantType: "authorization_code" | "refresh_token",
  redirectUri: string,
): URLSearchParams {
  return grantType === "authorization_code"
    ? new URLSearchParams({
        ...{ grant_type: grantType, code: "doctor-made-this-code-up", redirect_uri: redirectUri },
        code_verifier: "doctor-made-this-verifier-up-it-has-43-letters",
      })
    : new URLSearchParams({ grant_type: grantType, refresh_token: "doctor-made-this-token-up" });
}

/** @returns the error of a token response */
export function tokenRefusal(answer: Answer): TokenRefusal {
  const problem = outage(answer);
  if (answer.status === null || problem !== null) {
    return { kind: "unreachable", problem: problem ?? "" };
  }
  const body = errorSchema.safeParse(jsonOf(answer));
  return body.success
    ? { kind: "error", error: body.data.error }
    : { kind: "invalid", status: answer.status };
}
