import type { Metadata } from "next";
import { messageFor } from "@/components/messages";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";

export const metadata: Metadata = { title: "Sign-in failed" };

export default async function AuthErrorPage({ searchParams }: PageProps<"/auth-error">) {
  const { title, text } = messageFor((await searchParams).error);
  return (
    <FocusCard foot={<TextLink href="/recover">Use another device or lost your passkey?</TextLink>}>
      <PageHeader icon={<WarningIcon />} title={title}>
        <p>{text}</p>
      </PageHeader>
      <ButtonLink href="/sign-in" wide>
        Try again
      </ButtonLink>
    </FocusCard>
  );
}
