import "server-only";
import type { Account } from "next-auth";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { verifyIdToken } from "@/lib/beyond-identity/id-token";
import { getEnv } from "@/lib/env";
import { logEvent } from "@/lib/log";

/**
 * Decides, before any session exists, whether what the token endpoint sent may sign somebody in.
 *
 * @param account what Auth.js made of the token endpoint's answer
 * @returns true, or the address of the page that explains why not
 */
export async function admitSignIn(account: Account | null | undefined): Promise<true | string> {
  const env = getEnv();
  try {
    const claims = await verifyIdToken(account?.id_token ?? "", env);
    if (claims.sub === account?.providerAccountId) return true;
    logEvent("sign_in_refused", { reason: "subject_mismatch" });
    return "/auth-error?error=id_token_invalid";
  } catch (error) {
    logEvent("sign_in_refused", { reason: error instanceof Error ? error.message : "unknown" });
    return `/auth-error?error=${error instanceof BeyondIdentityError ? error.code : "id_token_invalid"}`;
  }
}
