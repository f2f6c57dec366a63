"use client";

import { unstable_rethrow } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { choosePasskey } from "@/components/sign-in/choose-passkey";
import { restartSignInByCode, takeCodeRequested } from "@/components/sign-in/code-requested";
import { answerSignIn, openSignIn } from "@/components/sign-in/early-sign-in";
import { noteFailedSignIn } from "@/components/sign-in/failed-in-tab";
import {
  forgetMailedCode,
  recallMailedCode,
  requestOnPage,
} from "@/components/sign-in/mailed-code";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import type { CodeStart } from "@/components/sign-in/use-one-time-password";
import { useRouterRecovery } from "@/components/ui/use-router-recovery";
import { useIsGone } from "@/components/use-is-gone";
import { useOneAtATime } from "@/components/use-one-at-a-time";
import { loadSdk } from "@/lib/beyond-identity/browser/load-sdk";
import { forgetBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import type { Authentication, Passkey } from "@/lib/beyond-identity/browser/passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";
import { authPagePath } from "@/lib/redirect-path";

// On `/bi-authenticate` this is before the page is hydrated, so that both happen at once. A failure shows when the SDK is started.
if (typeof window !== "undefined") loadSdk().catch(() => undefined);

/** Switches to a code by email. Null if the configuration does not offer codes. */
export type SwitchToCode = (() => void) | null;

type SignInState =
  | { name: "working"; step: 0 | 1 }
  | { name: "leaving"; callback: string }
  | { name: "none"; switchToCode: SwitchToCode }
  | {
      name: "choosing";
      passkeys: Passkey[];
      isUnconfirmed: boolean;
      use: (passkey: Passkey) => void;
      switchToCode: SwitchToCode;
    }
  | { name: "by_code"; start: CodeStart }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void; switchToCode: SwitchToCode };

/**
 * Completes the sign-in in the address with a passkey of this browser, or hands it over to a code by email.
 */
export function useSignIn(settings: ClientSettings, context: SignInContext): SignInState {
  const [state, setState] = useState<SignInState>({ name: "working", step: 0 });
  const [isLeaving, startTransition] = useTransition();
  useRouterRecovery(isLeaving);
  const isStarted = useRef(false);
  const isGone = useIsGone();
  const oneAtATime = useOneAtATime();

  async function attempt(task: () => Promise<void>, opened?: Authentication): Promise<void> {
    try {
      await task();
    } catch (error) {
      unstable_rethrow(error);
      const code = passkeyErrorCodeOf(error);
      noteFailedSignIn(code);
      // This sign-in began without cookies, so only another one can succeed.
      const retry =
        code === "cookies_blocked" ? startAgain : () => oneAtATime(() => attempt(task, opened));
      setState({
        name: "failed",
        code,
        retry,
        switchToCode: opened ? switchAfter(code, opened) : null,
      });
    }
  }

  function startAgain(): void {
    window.location.assign(authPagePath("/sign-in", { target: context.target }));
  }

  async function open(): Promise<void> {
    const mailed = recallMailedCode(requestOnPage());
    if (mailed) return setState({ name: "by_code", start: { mailed } });
    setState({ name: "working", step: 0 });
    const opened = await openSignIn(window.location.href, settings);
    if (isGone.current) return;
    const choice = choosePasskey(opened.passkeys, opened.chosenId);
    const requested = takeCodeRequested();
    // Not earlier: if the user stops the navigation to here, the code from before still works.
    if (requested !== null) forgetMailedCode();
    if (requested !== null && opened.oneTimePassword) startWithCode(opened, requested);
    else if (choice.kind === "none") setState({ name: "none", switchToCode: switchFor(opened) });
    else if (choice.kind === "use") await answerBeforeClick(opened, choice.passkey);
    else ask(opened, choice.passkeys);
  }

  function ask(opened: Authentication, passkeys: Passkey[], isUnconfirmed = false): void {
    const use = (passkey: Passkey) =>
      oneAtATime(() => attempt(() => answer(opened, passkey), opened));
    setState({ name: "choosing", passkeys, isUnconfirmed, use, switchToCode: switchFor(opened) });
  }

  async function answer({ authenticateUrl }: Authentication, passkey: Passkey): Promise<void> {
    setState({ name: "working", step: 1 });
    const callback = await answerSignIn(authenticateUrl, passkey.id, settings);
    if (isGone.current) return;
    setState({ name: "leaving", callback });
    // `replace` leaves no entry in the history, so that Back does not answer the sign-in again.
    window.location.replace(callback);
  }

  /** Some browsers let the device ask only after a click. A failure before a click is therefore not final. */
  function answerBeforeClick(opened: Authentication, passkey: Passkey): Promise<void> {
    return attempt(async () => {
      try {
        await answer(opened, passkey);
      } catch (error) {
        if (!(error instanceof PasskeyError) || error.code !== "cancelled") throw error;
        ask(opened, [passkey], true);
      }
    }, opened);
  }

  function startWithCode({ authenticateUrl }: Authentication, email: string): void {
    setState({ name: "by_code", start: { authenticateUrl, email } });
  }

  function switchFor(opened: Authentication): SwitchToCode {
    return opened.oneTimePassword ? () => startWithCode(opened, "") : null;
  }

  /** A denied sign-in is final, so a code takes a new one. A missing passkey leaves the sign-in open. */
  function switchAfter(code: PasskeyErrorCode, opened: Authentication): SwitchToCode {
    if (code === "no_passkey") return switchFor(opened);
    const isDenied = code === "denied" && opened.oneTimePassword;
    return isDenied
      ? () => startTransition(() => attempt(() => restartSignInByCode(context), opened))
      : null;
  }

  useEffect(() => {
    // React runs effects twice in development, but a sign-in can be answered only once.
    if (isStarted.current) return;
    isStarted.current = true;
    // A passkey offer left by an earlier sign-in is not meant for this user.
    forgetBindingToken();
    void attempt(open);
  });

  return state;
}
