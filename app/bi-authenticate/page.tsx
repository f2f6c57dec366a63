import type { Metadata } from "next";
import { AuthenticatePanel } from "@/components/bi-authenticate/authenticate-panel";
import { NeedsScript } from "@/components/needs-script";
import { FocusCard } from "@/components/ui/card";
import { clientSettings } from "@/lib/client-settings";

export const metadata: Metadata = { title: "Signing in", robots: { index: false } };

/** Everything here happens in the browser: the passkeys are there, and the server has no part in it. */
export default function AuthenticatePage() {
  return (
    <FocusCard>
      <AuthenticatePanel settings={clientSettings()} />
      <NeedsScript />
    </FocusCard>
  );
}
