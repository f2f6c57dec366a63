import type { Metadata } from "next";
import { headers } from "next/headers";
import { preconnect } from "react-dom";
import { BindPanel } from "@/app/bind/bind-panel";
import { LinkProblem } from "@/app/bind/link-problem";
import { HostedNotice } from "@/components/hosted-notice";
import { FocusCard } from "@/components/ui/focus-card";
import { currentAccount } from "@/lib/auth/current-account";
import { clientSettings } from "@/lib/env/client-settings";
import { getEnv, usesHostedPage } from "@/lib/env/env";
import { ensureRequestContext } from "@/lib/request/request-context";
import { inspectBindingLink } from "@/lib/use-cases/inspect-binding-link";

export const metadata: Metadata = { title: "Create a passkey", robots: { index: false } };

/** Opening the page changes nothing, because mail scanners and link previews open it too. */
export default async function BindPage({ searchParams }: PageProps<"/bind">) {
  if (usesHostedPage()) {
    return (
      <HostedNotice title="Passkeys are created on another page">
        This site does not create passkeys. The page of Beyond Identity that signs you in creates
        them.
      </HostedNotice>
    );
  }
  const query = await searchParams;
  const [link, account] = await Promise.all([
    ensureRequestContext(await headers(), () => inspectBindingLink(query)),
    currentAccount(),
  ]);
  if (link.status !== "ready") {
    return (
      <FocusCard>
        <LinkProblem link={link} signedInAs={account && (account.email ?? account.identityId)} />
      </FocusCard>
    );
  }
  const settings = clientSettings();
  // The SDK asks the cloud as soon as the user clicks.
  preconnect(settings.cloudOrigin, { crossOrigin: "anonymous" });
  const isOwner = account?.identityId === link.identityId && account.issuer === getEnv().issuer;
  return (
    <FocusCard>
      <BindPanel
        email={link.email}
        signedInAs={account && !isOwner ? (account.email ?? account.identityId) : null}
        settings={settings}
      />
    </FocusCard>
  );
}
