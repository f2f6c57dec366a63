"use client";

import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/** @param props.retry asks the server again; `reset` would show what has failed once more */
export default function ErrorPage({ retry }: { retry: () => void }) {
  return (
    <FocusCard>
      <PageHeader icon={<WarningIcon />} title="Something went wrong" takesFocus>
        <p>This is not your fault. Try again, or begin anew from the start page.</p>
      </PageHeader>
      <div className="grid gap-3">
        <Button onClick={retry} wide>
          Try again
        </Button>
        <ButtonLink href="/" variant="quiet" wide>
          Go to the start page
        </ButtonLink>
      </div>
    </FocusCard>
  );
}
