import type { Metadata } from "next";
import { recoverAction } from "@/app/recover/actions";
import {
  type BindingRequest,
  BindingRequestForm,
} from "@/components/binding-request/binding-request-form";
import { LINK_SENT_PARTS } from "@/components/binding-request/link-sent-parts";
import { HostedNotice } from "@/components/hosted-notice";
import { FocusCard } from "@/components/ui/focus-card";
import { MailIcon } from "@/components/ui/icons/mail";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { usesHostedPage } from "@/lib/env/env";

export const metadata: Metadata = { title: "Get a new passkey" };

const RECOVER: BindingRequest = {
  action: recoverAction,
  path: "/recover",
  header: (
    <PageHeader icon={<MailIcon />} title="Get a new passkey">
      <p>
        For a lost device, a new browser, or a link that has expired. We email you a link that
        creates a passkey for your account.
      </p>
    </PageHeader>
  ),
  hint: "The address that you registered with.",
  submit: "Email me a link",
  sentTo: ["If ", " has an account here, a link is on its way. Here is what to do next:"],
  ...LINK_SENT_PARTS,
};

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
      <BindingRequestForm request={RECOVER} />
    </FocusCard>
  );
}
