"use client";

import { unstable_rethrow } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { finishBindingAction } from "@/app/bind/actions";
import { useOneAtATime } from "@/components/use-one-at-a-time";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import { bindPasskey } from "@/lib/beyond-identity/browser/passkeys";
import { startSdk } from "@/lib/beyond-identity/browser/sdk";
import { canReachSite } from "@/lib/browser/can-reach-site";
import type { ClientSettings } from "@/lib/env/client-settings";

export const CREATE_STEPS = ["Preparing", "Waiting for your device", "Signing in"] as const;

type CreateState =
  | { name: "asking" }
  | { name: "working"; step: 0 | 1 | 2 }
  | { name: "failed"; code: PasskeyErrorCode; retry: () => void };

/** Binds a passkey with the link in the address, then signs in with it. */
export function useCreatePasskey(settings: ClientSettings) {
  const [state, setState] = useState<CreateState>({ name: "asking" });
  const [, startTransition] = useTransition();
  const oneAtATime = useOneAtATime();

  useEffect(() => {
    // While the user reads the page. If it fails, the click tries again and says why.
    startSdk(settings.allowedDomains).catch(() => undefined);
  }, [settings]);

  const create = () => oneAtATime(bindAndSignIn);

  async function bindAndSignIn(): Promise<void> {
    try {
      setState({ name: "working", step: 0 });
      await startSdk(settings.allowedDomains);
      setState({ name: "working", step: 1 });
      await bindPasskey(window.location.href, settings);
    } catch (error) {
      const code = passkeyErrorCodeOf(error);
      // A page that is open keeps its old settings.
      const retry = code === "cookies_blocked" ? () => window.location.reload() : create;
      setState({ name: "failed", code, retry });
      return;
    }
    const { searchParams } = new URL(window.location.href);
    searchParams.delete("token");
    signIn(searchParams.toString());
  }

  function signIn(query: string): void {
    setState({ name: "working", step: 2 });
    startTransition(() => finish(query));
  }

  /** The passkey exists by now. If the action fails, as after a deployment, the sign-in page can use it. */
  async function finish(query: string): Promise<void> {
    try {
      await finishBindingAction(query);
    } catch (error) {
      unstable_rethrow(error);
      if (await canReachSite()) window.location.replace("/sign-in");
      else setState({ name: "failed", code: "offline", retry: () => signIn(query) });
    }
  }

  return { state, create };
}
