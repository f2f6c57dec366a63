import "client-only";
import { parseOneTimeCode } from "@/lib/beyond-identity/browser/one-time-code";
import {
  requireOwnCallback,
  requireOwnRequest,
} from "@/lib/beyond-identity/browser/own-authentication";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { withSdk } from "@/lib/beyond-identity/browser/with-sdk";
import { parseEmailAddress } from "@/lib/email/email-address";
import type { ClientSettings } from "@/lib/env/client-settings";
import { requireThat } from "@/lib/require-that";

/** The result of a code: the user may retry with the new `resumeUrl`, or the sign-in is complete. */
export type Redemption =
  | { status: "wrong"; resumeUrl: string }
  | { status: "allowed"; redirectUrl: string; passkeyBindingToken: string | null };

/**
 * Has the cloud mail a one-time password. From then on this sign-in does not accept a passkey.
 *
 * @param authenticateUrl from `openAuthentication`
 * @param email as typed
 * @returns the URL to pass to `redeemOneTimePassword`
 * @throws Failure `email_…` when it is not a valid address
 * @throws PasskeyError
 */
export async function sendOneTimePassword(
  authenticateUrl: string,
  email: string,
  settings: ClientSettings,
): Promise<string> {
  const address = parseEmailAddress(email);
  requireOwnRequest(authenticateUrl, settings);
  return withSdk("mail", settings, async (sdk) => {
    const { url } = await sdk.authenticateOtp(authenticateUrl, address);
    return url;
  });
}

/**
 * Completes a sign-in with a mailed code.
 *
 * @param resumeUrl from `sendOneTimePassword`, or from the last wrong attempt
 * @param code as typed
 * @throws OneTimeCodeError when it cannot be a code. The cloud does not count that as an attempt.
 * @throws PasskeyError
 */
export async function redeemOneTimePassword(
  resumeUrl: string,
  code: string,
  settings: ClientSettings,
): Promise<Redemption> {
  requireThat(
    resumeUrl.startsWith(`${settings.cloudOrigin}/`),
    () => new PasskeyError("request_invalid"),
  );
  const digits = parseOneTimeCode(code);
  return withSdk("code", settings, async (sdk) => {
    const answer = await sdk.redeemOtp(resumeUrl, digits);
    if ("url" in answer) return { status: "wrong", resumeUrl: answer.url };
    requireOwnCallback(answer.redirectUrl, settings);
    return {
      status: "allowed",
      redirectUrl: answer.redirectUrl,
      passkeyBindingToken: answer.passkeyBindingToken ?? null,
    };
  });
}
