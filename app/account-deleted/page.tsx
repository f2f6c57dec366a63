import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ForgetPasskeys } from "@/app/account-deleted/forget-passkeys";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/focus-card";
import { CheckIcon } from "@/components/ui/icons/check";
import { PageHeader } from "@/components/ui/page-header";
import { passkeysOfDeletedAccount } from "@/lib/accounts/account-deleted-address";
import { clientSettings } from "@/lib/env/client-settings";

export const metadata: Metadata = { title: "Account deleted", robots: { index: false } };

export default async function AccountDeletedPage({ searchParams }: PageProps<"/account-deleted">) {
  const passkeys = await passkeysOfDeletedAccount((await searchParams).of);
  if (!passkeys) redirect("/");
  return (
    <FocusCard>
      <PageHeader icon={<CheckIcon />} title="Your account is deleted">
        <p>
          You are signed out everywhere, and your history is gone. If you want to come back, you can
          create a new account at any time.
        </p>
      </PageHeader>
      <ButtonLink href="/" wide>
        Go to the start page
      </ButtonLink>
      <ForgetPasskeys ids={passkeys} settings={clientSettings()} />
    </FocusCard>
  );
}
