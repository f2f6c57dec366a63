import type { Metadata } from "next";
import { headers } from "next/headers";
import { preconnect } from "react-dom";
import { signInAction } from "@/app/sign-in-action";
import { HostedNotice } from "@/components/hosted-notice";
import { ScriptPage } from "@/components/needs-script";
import { AuthenticatePanel } from "@/components/sign-in/authenticate-panel";
import { FocusCard } from "@/components/ui/focus-card";
import { accountIfKnown } from "@/lib/auth/current-account";
import { targetOfRequest } from "@/lib/auth/target-of-request";
import { clientSettings } from "@/lib/env/client-settings";
import { usesHostedPage } from "@/lib/env/env";

export const metadata: Metadata = { title: "Signing in", robots: { index: false } };

/**
 * The sign-in itself happens in the browser, where the passkeys are. The server only says whether there is a session
 * already, because users can return here with Back or a reload.
 */
export default async function AuthenticatePage({ searchParams }: PageProps<"/bi-authenticate">) {
  if (usesHostedPage()) {
    return (
      <HostedNotice title="Passkeys are checked on another page">
        This site does not check passkeys. The page of Beyond Identity that signs you in checks
        them.
      </HostedNotice>
    );
  }
  const settings = clientSettings();
  // The SDK asks the cloud as soon as it has started.
  preconnect(settings.cloudOrigin, { crossOrigin: "anonymous" });
  const { request } = await searchParams;
  const account = await accountIfKnown();
  return (
    <FocusCard>
      <ScriptPage>
        <AuthenticatePanel
          settings={settings}
          restart={signInAction}
          signedInAs={account && (account.email ?? account.identityId)}
          target={await targetOfRequest(await headers(), request)}
        />
      </ScriptPage>
    </FocusCard>
  );
}
