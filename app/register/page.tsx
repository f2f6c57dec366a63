import type { Metadata } from "next";
import { RegisterForm } from "@/app/register/register-form";
import { HostedNotice } from "@/components/hosted-notice";
import { FocusCard } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";
import { usesHostedPage } from "@/lib/env/env";

export const metadata: Metadata = { title: "Create your account" };

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
      <RegisterForm />
    </FocusCard>
  );
}
