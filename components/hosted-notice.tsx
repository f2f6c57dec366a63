import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/focus-card";
import { KeyIcon } from "@/components/ui/icons/key";
import { PageHeader } from "@/components/ui/page-header";

/** Says that Beyond Identity's page does what this page would do, and leads to the sign-in. */
export function HostedNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <FocusCard>
      <PageHeader icon={<KeyIcon />} title={title}>
        <p>{children}</p>
      </PageHeader>
      <ButtonLink href="/sign-in" wide>
        Go to sign in
      </ButtonLink>
    </FocusCard>
  );
}
