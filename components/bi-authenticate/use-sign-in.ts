"use client";

import { useEffect, useRef, useState, useTransition } from "react";
import { choosePasskey } from "@/components/bi-authenticate/choose-passkey";
import { signInByCodeAnew, takeCodeWish } from "@/components/bi-authenticate/code-wish";
import {
  type Authentication,
  authenticate,
  openAuthentication,
  type Passkey,
} from "@/lib/beyond-identity/embedded-sdk";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/passkey-error";
import type { ClientSettings } from "@/lib/client-settings";

export const SIGN_IN_STEPS = ["Preparing", "Waiting for your device", "Signing in"] as const;

/** Changes over to a code by email; null where the configuration does not offer that. */
export type ByCode = (() => void) | null;

type SignInState =
  | { name: "working"; step: 0 | 1 | 2 }
  | { name: "none"; byCode: ByCode }
  | { name: "choosing"; passkeys: Passkey[]; use: (passkey: Passkey) => void; byCode: ByCode }
  | { name: "by_code"; authenticateUrl: string }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void; byCode: ByCode };

/** Answers the sign-in in the address with a passkey of this browser, or hands it on to be answered with a code. */
export function useSignIn(settings: ClientSettings): SignInState {
  const [state, setState] = useState<SignInState>({ name: "working", step: 0 });
  const [, startTransition] = useTransition();
  const isStarted = useRef(false);

  async function attempt(task: () => Promise<void>, opened?: Authentication): Promise<void> {
    try {
      await task();
    } catch (error) {
      const code = error instanceof PasskeyError ? error.code : "unknown";
      const retry = () => void attempt(task, opened);
      setState({ name: "failed", code, retry, byCode: opened ? insteadOf(code, opened) : null });
    }
  }

  async function open(): Promise<void> {
    setState({ name: "working", step: 0 });
    const opened = await openAuthentication(window.location.href, settings);
    const choice = choosePasskey(opened.passkeys, opened.chosenId);
    const byCode = codeFor(opened);
    if (takeCodeWish() && byCode) byCode();
    else if (choice.kind === "none") setState({ name: "none", byCode });
    else if (choice.kind === "use") await answer(opened, choice.passkey);
    else {
      const use = (passkey: Passkey) => void answer(opened, passkey);
      setState({ name: "choosing", passkeys: choice.passkeys, use, byCode });
    }
  }

  function answer(opened: Authentication, passkey: Passkey): Promise<void> {
    return attempt(async () => {
      setState({ name: "working", step: 1 });
      const address = await authenticate(opened.authenticateUrl, passkey.id, settings);
      setState({ name: "working", step: 2 });
      window.location.assign(address);
    }, opened);
  }

  function codeFor({ authenticateUrl, oneTimePassword }: Authentication): ByCode {
    return oneTimePassword ? () => setState({ name: "by_code", authenticateUrl }) : null;
  }

  /** A denied sign-in is over, but nothing was sent for a passkey that turned out to be gone. */
  function insteadOf(code: PasskeyErrorCode, opened: Authentication): ByCode {
    if (code === "no_passkey") return codeFor(opened);
    const isDenied = code === "denied" && opened.oneTimePassword;
    return isDenied ? () => startTransition(signInByCodeAnew) : null;
  }

  useEffect(() => {
    // React runs effects twice in development; a sign-in is answered once.
    if (isStarted.current) return;
    isStarted.current = true;
    void attempt(open);
  });

  return state;
}
