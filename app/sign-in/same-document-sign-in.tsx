"use client";

import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { FocusCard } from "@/components/ui/focus-card";
import { AUTHENTICATE_PATH } from "@/lib/beyond-identity/authenticate-path";
import type { ClientSettings } from "@/lib/env/client-settings";

const AuthenticatePanel = lazy(loadAuthenticatePanel);

/**
 * The card of the sign-in page. Once a form on it has moved the address on to that of a sign-in, it completes the sign-in,
 * as the page at that address does. Back shows the form again.
 */
export function SameDocumentSignIn({
  settings,
  context,
  foot,
  children,
}: {
  settings: ClientSettings;
  context: SignInContext;
  foot: ReactNode;
  children: ReactNode;
}) {
  const isBegun = usePathname() === AUTHENTICATE_PATH;
  useEffect(() => {
    if (!isBegun) return;
    const before = document.title;
    document.title = before.replace("Sign in", "Signing in");
    return () => {
      document.title = before;
    };
  }, [isBegun]);

  if (!isBegun) return <FocusCard foot={foot}>{children}</FocusCard>;
  return (
    <FocusCard>
      <Suspense>
        <AuthenticatePanel settings={settings} {...context} />
      </Suspense>
    </FocusCard>
  );
}
