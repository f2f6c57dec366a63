import type { Metadata } from "next";
import { AccountForm } from "@/app/account/account-form";
import { createHereAction } from "@/app/account/add/actions";
import { MailLinkForm } from "@/app/account/add/mail-link-form";
import { ReplacementNote } from "@/app/account/add/replacement-note";
import { HostedNotice } from "@/components/hosted-notice";
import { PrefetchSdk } from "@/components/prefetch-sdk";
import { FocusCard } from "@/components/ui/focus-card";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { requireAccount } from "@/lib/auth/current-account";
import { clientSettings } from "@/lib/env/client-settings";
import { usesHostedPage } from "@/lib/env/env";
import { recentPasskeys } from "@/lib/use-cases/recent-passkeys";

export const metadata: Metadata = { title: "Add a passkey", robots: { index: false } };

export default async function AddPasskeyPage() {
  const account = await requireAccount();
  if (usesHostedPage()) {
    return (
      <HostedNotice title="Add a passkey">
        Sign in with the browser or device that should get it. The page of Beyond Identity that
        signs you in offers to create a passkey there.
      </HostedNotice>
    );
  }
  const { shown } = await recentPasskeys(account);
  const passkeys = await shown;
  const active = Array.isArray(passkeys) ? passkeys.filter((passkey) => passkey.active) : [];
  return (
    <FocusCard foot={<TextLink href="/account">Back to your account</TextLink>}>
      <PageHeader icon={<KeyIcon />} title="Add a passkey">
        <p>
          Create one passkey in each browser that you sign in with. If you lose a device, your other
          passkeys still let you in.
        </p>
      </PageHeader>
      <MailLinkForm email={account.email} />
      <div className="grid gap-3 border-line border-t pt-6">
        <ReplacementNote ownIds={active.map(({ id }) => id)} settings={clientSettings()} />
        <AccountForm
          action={createHereAction}
          waiting="Preparing your passkey"
          variant="secondary"
          wide
        >
          Create it in this browser
        </AccountForm>
      </div>
      <PrefetchSdk />
    </FocusCard>
  );
}
