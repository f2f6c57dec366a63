import "server-only";
import type { Account } from "next-auth";
import { limitSignIn } from "@/lib/auth/limit-sign-in";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { failureCodeOf } from "@/lib/failure";
import { logEvent } from "@/lib/log";
import { verifyIdToken } from "@/lib/oidc/id-token";
import { IdTokenError } from "@/lib/oidc/id-token-error";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { PASSKEY_PROVIDER_ID } from "@/lib/providers/passkey-provider-id";
import { configuredProvider } from "@/lib/providers/providers";
import { requireThat } from "@/lib/require-that";

/**
 * Verifies the response of the token endpoint before a session begins.
 *
 * @param account the response as Auth.js parsed it
 * @returns true, or the path of the error page that explains the refusal
 */
export async function admitSignIn(account: Account | null | undefined): Promise<true | string> {
  try {
    const provider = configuredProvider(account?.provider ?? "");
    requireThat(provider && account, () => new IdTokenError("provider_unknown"));
    // Every other type needs a proof that the app does not send, such as DPoP (RFC 9449 section 5).
    requireThat(
      account.token_type === "bearer",
      () => new BeyondIdentityError("cloud_response_invalid", "redeem code"),
    );
    if (provider.relyingParty) await verifySignIn(account, provider.relyingParty);
    await limitSignIn({ issuer: provider.issuer, identityId: account.providerAccountId });
    return true;
  } catch (error) {
    logEvent("sign_in_refused", { reason: error instanceof Error ? error.message : "unknown" });
    return `/auth-error?error=${codeOf(error, account?.provider)}`;
  }
}

async function verifySignIn(
  { id_token, access_token, providerAccountId }: Account,
  party: RelyingParty,
): Promise<void> {
  const expected = { ...party, accessToken: access_token ?? "" };
  const { sub } = await verifyIdToken(id_token ?? "", expected);
  requireThat(sub === providerAccountId, () => new IdTokenError("sub_mismatch"));
}

function codeOf(error: unknown, providerId: string | undefined): string {
  if (error instanceof IdTokenError) return "id_token_invalid";
  const isOtherProvider =
    error instanceof BeyondIdentityError && providerId !== PASSKEY_PROVIDER_ID;
  return isOtherProvider ? "provider_error" : failureCodeOf(error);
}
