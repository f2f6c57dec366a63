import type { Metadata } from "next";
import { RecoverForm } from "@/app/recover/recover-form";
import { FocusCard } from "@/components/ui/card";
import { TextLink } from "@/components/ui/text-link";

export const metadata: Metadata = { title: "Get a new passkey" };

export default function RecoverPage() {
  return (
    <FocusCard foot={<TextLink href="/register">No account yet? Create one</TextLink>}>
      <RecoverForm />
    </FocusCard>
  );
}
