import type { Metadata } from "next";
import { AuthenticatePanel } from "@/components/bi-authenticate/authenticate-panel";
import { NeedsScript } from "@/components/needs-script";
import { FocusCard } from "@/components/ui/card";
import { clientSettings } from "@/lib/client-settings";
import { DEFAULT_PATH } from "@/lib/redirect-path";
import { currentAccount } from "@/lib/session";

export const metadata: Metadata = { title: "Signing in", robots: { index: false } };

/**
 * The sign-in itself happens in the browser, where the passkeys are. The server only knows whether there is a session
 * already: by Back or a reload people come here again.
 */
export default async function AuthenticatePage() {
  const account = await currentAccount();
  return (
    <FocusCard>
      <AuthenticatePanel
        settings={clientSettings()}
        signedInAs={account && (account.email ?? account.identityId)}
        target={DEFAULT_PATH}
      />
      <NeedsScript />
    </FocusCard>
  );
}
