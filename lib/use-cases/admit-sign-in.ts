import "server-only";
import type { Account } from "next-auth";
import { IdTokenError, verifyIdToken } from "@/lib/beyond-identity/id-token";
import { getEnv } from "@/lib/env";
import { logEvent } from "@/lib/log";
import { issuerOf } from "@/lib/providers/providers";
import { limitByAccount } from "@/lib/rate-limits/limit";
import { requireThat } from "@/lib/require-that";
import { failureCodeOf } from "@/lib/use-cases/failure-of";

/**
 * Decides, before any session exists, whether what the token endpoint sent may sign somebody in.
 *
 * @param account what Auth.js made of the token endpoint's answer
 * @returns true, or the address of the page that explains why not
 */
export async function admitSignIn(account: Account | null | undefined): Promise<true | string> {
  try {
    const issuer = issuerOf(account?.provider ?? "");
    requireThat(issuer && account, () => new IdTokenError("provider_unknown"));
    if (issuer === getEnv().issuer) await verifySignIn(account);
    await limitByAccount("callback", `${issuer} ${account.providerAccountId}`);
    return true;
  } catch (error) {
    logEvent("sign_in_refused", { reason: error instanceof Error ? error.message : "unknown" });
    const code = error instanceof IdTokenError ? "id_token_invalid" : failureCodeOf(error);
    return `/auth-error?error=${code}`;
  }
}

async function verifySignIn({ id_token, providerAccountId }: Account): Promise<void> {
  const { sub } = await verifyIdToken(id_token ?? "", getEnv());
  requireThat(sub === providerAccountId, () => new IdTokenError("sub_mismatch"));
}
