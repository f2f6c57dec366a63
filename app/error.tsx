"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

export default function ErrorPage({ reset }: { reset: () => void }) {
  return (
    <FocusCard>
      <PageHeader icon={<WarningIcon />} title="Something went wrong" takesFocus>
        <p>This is not your fault. Try again, or begin anew from the start page.</p>
      </PageHeader>
      <div className="grid gap-3">
        <Button onClick={reset} wide>
          Try again
        </Button>
        <ButtonLink href="/" variant="quiet" wide>
          Go to the start page
        </ButtonLink>
      </div>
    </FocusCard>
  );
}
