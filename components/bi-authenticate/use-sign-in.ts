"use client";

import { useEffect, useRef, useState } from "react";
import { choosePasskey } from "@/components/bi-authenticate/choose-passkey";
import {
  type Authentication,
  authenticate,
  openAuthentication,
  type Passkey,
} from "@/lib/beyond-identity/embedded-sdk";
import { PasskeyError, type PasskeyErrorCode } from "@/lib/beyond-identity/passkey-error";
import type { ClientSettings } from "@/lib/client-settings";

export const SIGN_IN_STEPS = ["Preparing", "Waiting for your device", "Signing in"] as const;

type SignInState =
  | { name: "working"; step: 0 | 1 | 2 }
  | { name: "none" }
  | { name: "choosing"; passkeys: Passkey[]; use: (passkey: Passkey) => void }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void };

/** Answers the sign-in in the address with a passkey of this browser. */
export function useSignIn(settings: ClientSettings): SignInState {
  const [state, setState] = useState<SignInState>({ name: "working", step: 0 });
  const isStarted = useRef(false);

  async function attempt(task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      const code = error instanceof PasskeyError ? error.code : "unknown";
      setState({ name: "failed", code, retry: () => void attempt(task) });
    }
  }

  async function open(): Promise<void> {
    setState({ name: "working", step: 0 });
    const opened = await openAuthentication(window.location.href, settings);
    const choice = choosePasskey(opened.passkeys, opened.chosenId);
    if (choice.kind === "none") setState({ name: "none" });
    else if (choice.kind === "use") await attempt(() => answer(opened, choice.passkey));
    else {
      const use = (passkey: Passkey) => void attempt(() => answer(opened, passkey));
      setState({ name: "choosing", passkeys: choice.passkeys, use });
    }
  }

  async function answer({ authenticateUrl }: Authentication, passkey: Passkey): Promise<void> {
    setState({ name: "working", step: 1 });
    const address = await authenticate(authenticateUrl, passkey.id, settings);
    setState({ name: "working", step: 2 });
    window.location.assign(address);
  }

  useEffect(() => {
    // React runs effects twice in development; a sign-in is answered once.
    if (isStarted.current) return;
    isStarted.current = true;
    void attempt(open);
  });

  return state;
}
