"use client";

import { unstable_rethrow } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import { choosePasskey } from "@/app/bi-authenticate/choose-passkey";
import { restartSignInByCode, takeCodeRequested } from "@/app/bi-authenticate/code-requested";
import {
  forgetMailedCode,
  recallMailedCode,
  requestOnPage,
} from "@/app/bi-authenticate/mailed-code";
import type { CodeStart } from "@/app/bi-authenticate/use-one-time-password";
import { useRouterRecovery } from "@/components/ui/use-router-recovery";
import { forgetBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { codeOfFailure } from "@/lib/beyond-identity/browser/passkey-error-code";
import {
  type Authentication,
  authenticate,
  openAuthentication,
  type Passkey,
} from "@/lib/beyond-identity/browser/passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Changes over to a code by email; null where the configuration does not offer that. */
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
 * Answers the sign-in in the address with a passkey of this browser, or hands it on to be answered with a code.
 *
 * @param target where it was going
 */
export function useSignIn(settings: ClientSettings, target: string): SignInState {
  const [state, setState] = useState<SignInState>({ name: "working", step: 0 });
  const [isLeaving, startTransition] = useTransition();
  useRouterRecovery(isLeaving);
  const isStarted = useRef(false);

  async function attempt(task: () => Promise<void>, opened?: Authentication): Promise<void> {
    try {
      await task();
    } catch (error) {
      unstable_rethrow(error);
      const code = codeOfFailure(error);
      const retry = () => void attempt(task, opened);
      setState({
        name: "failed",
        code,
        retry,
        switchToCode: opened ? insteadOf(code, opened) : null,
      });
    }
  }

  async function open(): Promise<void> {
    const mailed = recallMailedCode(requestOnPage());
    if (mailed) return setState({ name: "by_code", start: { mailed } });
    setState({ name: "working", step: 0 });
    const opened = await openAuthentication(window.location.href, settings);
    const choice = choosePasskey(opened.passkeys, opened.chosenId);
    const wish = takeCodeRequested();
    // Only now: a way to here that was stopped leads back to the code before.
    if (wish !== null) forgetMailedCode();
    if (wish !== null && opened.oneTimePassword) startWithCode(opened, wish);
    else if (choice.kind === "none") setState({ name: "none", switchToCode: codeFor(opened) });
    else if (choice.kind === "use") await answerUnasked(opened, choice.passkey);
    else ask(opened, choice.passkeys);
  }

  function ask(opened: Authentication, passkeys: Passkey[], isUnconfirmed = false): void {
    const use = (passkey: Passkey) => void attempt(() => answer(opened, passkey), opened);
    setState({ name: "choosing", passkeys, isUnconfirmed, use, switchToCode: codeFor(opened) });
  }

  async function answer({ authenticateUrl }: Authentication, passkey: Passkey): Promise<void> {
    setState({ name: "working", step: 1 });
    const callback = await authenticate(authenticateUrl, passkey.id, settings);
    setState({ name: "leaving", callback });
    // A page that people only pass through leaves no entry in the history: Back must not answer the sign-in again.
    window.location.replace(callback);
  }

  /** Some browsers let the device ask after a click only. A failure without one is no refusal yet. */
  function answerUnasked(opened: Authentication, passkey: Passkey): Promise<void> {
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

  function codeFor(opened: Authentication): SwitchToCode {
    return opened.oneTimePassword ? () => startWithCode(opened, "") : null;
  }

  /** A denied sign-in is over, but nothing was sent for a passkey that turned out to be gone. */
  function insteadOf(code: PasskeyErrorCode, opened: Authentication): SwitchToCode {
    if (code === "no_passkey") return codeFor(opened);
    const isDenied = code === "denied" && opened.oneTimePassword;
    return isDenied
      ? () => startTransition(() => attempt(() => restartSignInByCode(target), opened))
      : null;
  }

  useEffect(() => {
    // React runs effects twice in development; a sign-in is answered once.
    if (isStarted.current) return;
    isStarted.current = true;
    // What a sign-in before this one left is no offer to whoever signs in now.
    forgetBindingToken();
    void attempt(open);
  });

  return state;
}
