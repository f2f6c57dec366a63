import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/focus-card";
import { CompassIcon } from "@/components/ui/icons/compass";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "No such page" };

export default function NotFound() {
  return (
    <FocusCard>
      <PageHeader icon={<CompassIcon />} title="There is no page here">
        <p>The address may be mistyped, or the page has moved.</p>
      </PageHeader>
      <ButtonLink href="/" wide>
        Go to the start page
      </ButtonLink>
    </FocusCard>
  );
}
