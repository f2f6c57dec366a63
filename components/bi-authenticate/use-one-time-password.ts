"use client";

import { useState } from "react";
import { rememberBindingToken } from "@/lib/beyond-identity/binding-token";
import { redeemOneTimePassword, sendOneTimePassword } from "@/lib/beyond-identity/embedded-otp";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/passkey-error";
import type { ClientSettings } from "@/lib/client-settings";
import { EmailAddressError } from "@/lib/email-address";

const CODE_LENGTH = 6;
const WRONG_CODE = "That is not the code. Look at the newest email.";

type CodeState =
  | { name: "address"; email: string }
  | { name: "code"; email: string; resumeUrl: string }
  | { name: "signing_in" }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void };

/** What is wrong with a field, in a sentence; undefined when nothing is. */
export type Problem = string | undefined;

/** Signs in with a code by email: first the address, then the code. */
export function useOneTimePassword(authenticateUrl: string, settings: ClientSettings) {
  const [state, setState] = useState<CodeState>({ name: "address", email: "" });

  async function send(email: string): Promise<Problem> {
    try {
      const resumeUrl = await sendOneTimePassword(authenticateUrl, email, settings);
      setState({ name: "code", email: email.trim(), resumeUrl });
    } catch (error) {
      if (error instanceof EmailAddressError) return error.message;
      fail(error, { name: "address", email });
    }
  }

  async function redeem(email: string, resumeUrl: string, code: string): Promise<Problem> {
    if (code.replaceAll(/\s/g, "").length !== CODE_LENGTH) return "The code has six digits.";
    try {
      const redemption = await redeemOneTimePassword(resumeUrl, code, settings);
      if (redemption.status === "wrong") {
        setState({ name: "code", email, resumeUrl: redemption.resumeUrl });
        return WRONG_CODE;
      }
      setState({ name: "signing_in" });
      if (redemption.passkeyBindingToken) rememberBindingToken(redemption.passkeyBindingToken);
      window.location.assign(redemption.redirectUrl);
    } catch (error) {
      fail(error, { name: "code", email, resumeUrl });
    }
  }

  function fail(error: unknown, back: CodeState): void {
    const code = error instanceof PasskeyError ? error.code : "unknown";
    setState({ name: "failed", code, retry: () => setState(back) });
  }

  return { state, send, redeem };
}
