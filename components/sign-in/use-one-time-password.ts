"use client";

import { unstable_rethrow } from "next/navigation";
import { useRef, useState } from "react";
import { messageFor } from "@/components/messages";
import { restartSignInByCode } from "@/components/sign-in/code-requested";
import {
  forgetMailedCode,
  type MailedCode,
  rememberMailedCode,
  requestOnPage,
} from "@/components/sign-in/mailed-code";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import type { Problem } from "@/components/sign-in/use-field-form";
import { OneTimeCodeError } from "@/lib/beyond-identity/browser/one-time-code";
import {
  redeemOneTimePassword,
  sendOneTimePassword,
} from "@/lib/beyond-identity/browser/one-time-password";
import { rememberBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import { isEmailFailure, parseEmailAddress } from "@/lib/email/email-address";
import type { ClientSettings } from "@/lib/env/client-settings";

const WRONG_CODE = "That is not the code. Look at the newest email.";

/** After these failures the code and its sign-in are of no more use. */
const FINAL: PasskeyErrorCode[] = ["code_denied", "request_expired", "request_invalid"];

/** Starts with an address to send a code to, or with a code that was mailed before the page was reloaded. */
export type CodeStart = { authenticateUrl: string; email: string } | { mailed: MailedCode };

type CodeState =
  | { name: "address"; authenticateUrl: string; email: string }
  | { name: "code"; mailed: MailedCode; outlivesPage: boolean }
  | { name: "leaving"; callback: string }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void };

/** Signs in with a code by email. Asks for the address first, then for the code. */
export function useOneTimePassword(
  start: CodeStart,
  settings: ClientSettings,
  context: SignInContext,
) {
  const [state, setState] = useState<CodeState>(() =>
    "mailed" in start
      ? { name: "code", mailed: start.mailed, outlivesPage: true }
      : { name: "address", ...start },
  );
  const isAddressRefused = useRef(false);

  async function send(authenticateUrl: string, typed: string): Promise<Problem> {
    try {
      const email = parseEmailAddress(typed);
      // Beyond Identity refused the first address, and this sign-in cannot take a second one.
      if (isAddressRefused.current) {
        await restartSignInByCode(context, email);
        return;
      }
      const request = requestOnPage();
      const resumeUrl = await sendOneTimePassword(authenticateUrl, email, settings);
      if (requestOnPage() !== request) return;
      awaitCode({ request, email, resumeUrl, sentAt: Date.now() });
    } catch (error) {
      if (isEmailFailure(error)) return error.message;
      if (error instanceof PasskeyError && error.code === "email_refused") {
        isAddressRefused.current = true;
        const { title, text } = messageFor(error.code);
        return `${title}. ${text}`;
      }
      unstable_rethrow(error);
      fail(error, { name: "address", authenticateUrl, email: typed });
    }
  }

  async function redeem(mailed: MailedCode, typed: string): Promise<Problem> {
    try {
      const redemption = await redeemOneTimePassword(mailed.resumeUrl, typed, settings);
      // The address changes as soon as the user goes back. The form goes when its action has ended.
      if (requestOnPage() !== mailed.request) return;
      if (redemption.status === "wrong") {
        awaitCode({ ...mailed, resumeUrl: redemption.resumeUrl });
        return WRONG_CODE;
      }
      forgetMailedCode();
      const { passkeyBindingToken } = redemption;
      if (passkeyBindingToken) rememberBindingToken(passkeyBindingToken, mailed.email);
      setState({ name: "leaving", callback: redemption.redirectUrl });
      window.location.replace(redemption.redirectUrl);
    } catch (error) {
      if (error instanceof OneTimeCodeError) return error.message;
      const outlivesPage = rememberMailedCode(mailed);
      fail(error, { name: "code", mailed, outlivesPage });
    }
  }

  function awaitCode(mailed: MailedCode): void {
    setState({ name: "code", mailed, outlivesPage: rememberMailedCode(mailed) });
  }

  function fail(error: unknown, back: CodeState): void {
    const code = passkeyErrorCodeOf(error);
    if (FINAL.includes(code)) forgetMailedCode();
    setState({ name: "failed", code, retry: () => setState(back) });
  }

  return { state, send, redeem };
}
