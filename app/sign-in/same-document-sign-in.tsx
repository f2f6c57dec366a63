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
 * The card of the sign-in page. Once `PasskeyForm` has moved the address on to that of a sign-in, it shows the sign-in as the
 * page at that address does. Back shows the form again.
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
    const during = before.replace("Sign in", "Signing in");
    document.title = during;
    return () => {
      // After a redirect to another page it is that page's title already.
      if (document.title === during) document.title = before;
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
