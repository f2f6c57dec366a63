import type { Metadata } from "next";
import { RegisterForm } from "@/app/register/register-form";
import { FocusCard } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";

export const metadata: Metadata = { title: "Create your account" };

export default function RegisterPage() {
  return (
    <FocusCard foot={<TextLink href="/recover">Registered already, but no passkey here?</TextLink>}>
      <RegisterForm />
    </FocusCard>
  );
}
