"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { beginSignInAction, signInAction } from "@/app/actions";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import { RedirectForm } from "@/components/redirect-form";
import { authorizeHere } from "@/lib/beyond-identity/browser/authorize-here";
import { isSdkDocument } from "@/lib/beyond-identity/browser/is-sdk-document";
import type { ClientSettings } from "@/lib/env/client-settings";

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
    import("@/app/sign-in/prepare-sign-in")
      .then(({ prepareSignIn }) => prepareSignIn(settings))
      .catch(() => undefined);
    return () => {
      isGone.current = true;
    };
  }, [settings]);

  async function begin(form: FormData): Promise<void> {
    if (!isSdkDocument()) return signInAction(form);
    const address = await beginSignInAction(form);
    const signIn = await withoutLeaving(address, settings);
    if (isGone.current) return;
    if (signIn === null) return leaveFor(address);
    window.history.pushState(null, "", signIn);
  }

  return (
    <RedirectForm action={typeof window === "undefined" ? signInAction : begin}>
      {children}
    </RedirectForm>
  );
}

/** @returns the address of the sign-in that this page completes, or null if it cannot */
async function withoutLeaving(address: string, settings: ClientSettings): Promise<string | null> {
  const { origin } = new URL(address, window.location.href);
  if (origin !== settings.cloudOrigin) return null;
  const parts = Promise.all([
    loadAuthenticatePanel(),
    import("@/components/sign-in/open-early"),
  ]).catch(() => null);
  const signIn = await authorizeHere(address);
  const loaded = await parts;
  if (signIn === null || loaded === null) return null;
  const [, { openEarly }] = loaded;
  openEarly(signIn, settings);
  return signIn;
}

/** The form stays pending until the browser has left, or until it is clear that it will not (`useRouterRecovery`). */
function leaveFor(address: string): Promise<void> {
  return new Promise((resolve) => {
    window.addEventListener("pageshow", () => resolve(), { once: true });
    window.location.assign(address);
  });
}
