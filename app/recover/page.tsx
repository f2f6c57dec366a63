import type { Metadata } from "next";
import { RecoverForm } from "@/app/recover/recover-form";
import { HostedNotice } from "@/components/hosted-notice";
import { FocusCard } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { usesHostedPage } from "@/lib/env/env";

export const metadata: Metadata = { title: "Get a new passkey" };

export default function RecoverPage() {
  if (usesHostedPage()) {
    return (
      <HostedNotice title="Get a new passkey">
        The page of Beyond Identity that signs you in does this. Enter your email address there. You
        get a code by email, and you can create a passkey in this browser.
      </HostedNotice>
    );
  }
  return (
    <FocusCard foot={<TextLink href="/register">No account yet? Create one</TextLink>}>
      <RecoverForm />
    </FocusCard>
  );
}
