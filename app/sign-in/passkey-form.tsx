"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { signInAction } from "@/app/sign-in-action";
import { RedirectForm } from "@/components/redirect-form";
import { isSdkDocument } from "@/lib/beyond-identity/browser/is-sdk-document";
import type { ClientSettings } from "@/lib/env/client-settings";

const loadBeginning = () => import("@/app/sign-in/begin-sign-in").catch(() => null);
const loadPreparation = () => import("@/app/sign-in/prepare-sign-in").catch(() => null);

/**
 * The form that starts a sign-in with a passkey. The page stays, and `SameDocumentSignIn` completes the sign-in. If that
 * cannot be, the browser goes to Beyond Identity and comes back to `/bi-authenticate`. So it does without scripts.
 */
export function PasskeyForm({
  settings,
  children,
}: {
  settings: ClientSettings;
  children: ReactNode;
}) {
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    void loadPreparation().then((loaded) => loaded?.prepareSignIn(settings));
    return () => {
      isGone.current = true;
    };
  }, [settings]);

  async function begin(form: FormData): Promise<void> {
    const loaded = isSdkDocument() ? await loadBeginning() : null;
    const begun = await loaded?.beginSignIn(form, settings);
    // The page that the action leads to says why the server refuses.
    if (!begun) return signInAction(form);
    if (isGone.current) return;
    if (!begun.staysHere) return leaveFor(begun.address);
    window.history.pushState(null, "", begun.address);
  }

  return (
    <RedirectForm action={typeof window === "undefined" ? signInAction : begin}>
      {children}
    </RedirectForm>
  );
}

/** The form stays pending until the browser has left, or until it is clear that it will not (`useRouterRecovery`). */
function leaveFor(address: string): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("pageshow", () => resolve(), { once: true });
    window.location.assign(address);
  });
}
