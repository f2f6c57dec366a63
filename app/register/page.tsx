import type { Metadata } from "next";
import { registerAction } from "@/app/register/actions";
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

export const metadata: Metadata = { title: "Create your account" };

const REGISTER: BindingRequest = {
  action: registerAction,
  path: "/register",
  header: (
    <PageHeader icon={<MailIcon />} title="Create your account">
      <p>
        We email you a link. It creates a passkey in this browser, and you never need a password.
      </p>
    </PageHeader>
  ),
  hint: "At most 64 characters. It is also your username.",
  submit: "Create account",
  sentTo: ["We sent a link to ", ". Here is what to do next:"],
  ...LINK_SENT_PARTS,
};

export default function RegisterPage() {
  if (usesHostedPage()) {
    return (
      <HostedNotice title="Create your account">
        The page of Beyond Identity that signs you in does this. Enter your email address there. You
        get a code by email, and you can create a passkey. You never need a password.
      </HostedNotice>
    );
  }
  return (
    <FocusCard foot={<TextLink href="/recover">Registered already, but no passkey here?</TextLink>}>
      <BindingRequestForm request={REGISTER} />
    </FocusCard>
  );
}
