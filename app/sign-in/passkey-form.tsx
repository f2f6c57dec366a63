"use client";

import { type ReactNode, useEffect } from "react";
import { leaveFor } from "@/app/sign-in/leave-for";
import { whileUserStays } from "@/app/sign-in/while-user-stays";
import { signInAction } from "@/app/sign-in-action";
import { RedirectForm } from "@/components/redirect-form";
import { isSdkDocument } from "@/lib/beyond-identity/browser/is-sdk-document";
import type { ClientSettings } from "@/lib/env/client-settings";

const loadBeginning = () => import("@/app/sign-in/begin-sign-in").catch(() => null);
const loadPreparation = () => import("@/app/sign-in/prepare-sign-in").catch(() => null);

/**
 * The form that starts a sign-in with a passkey. The page stays, and `SameDocumentSignIn` shows what takes longer than a
 * moment. If that cannot be, the browser goes to Beyond Identity and comes back to `/bi-authenticate`. So it does without
 * scripts.
 */
export function PasskeyForm({
  settings,
  children,
}: {
  settings: ClientSettings;
  children: ReactNode;
}) {
  useEffect(() => {
    void loadPreparation().then((loaded) => loaded?.prepareSignIn(settings));
  }, [settings]);

  async function begin(form: FormData, leaving: AbortSignal): Promise<void> {
    const loaded = isSdkDocument() ? await loadBeginning() : null;
    const begun = await loaded?.beginSignIn(form, settings, leaving);
    if (leaving.aborted) return;
    if (!begun) return signInAction(form);
    if (begun.isShownHere) window.history.pushState(null, "", begun.address);
    else await leaveFor(begun.address);
  }

  const action = (form: FormData) => whileUserStays((leaving) => begin(form, leaving));

  return (
    <RedirectForm action={typeof window === "undefined" ? signInAction : action}>
      {children}
    </RedirectForm>
  );
}
