"use client";

import { unstable_isUnrecognizedActionError as isFromAnotherBuild } from "next/navigation";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/card";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

/**
 * @param props.error what was thrown; a form of a page that was open over a deployment is none of the new build's
 * @param props.retry asks the server again; `reset` would show what has failed once more
 */
export default function ErrorPage({ error, retry }: { error: Error; retry: () => void }) {
  const isOutdated = isFromAnotherBuild(error);
  return (
    <FocusCard>
      {isOutdated ? (
        <PageHeader icon={<WarningIcon />} title="This site has just been updated" takesFocus>
          <p>
            Your page was from before the update, so your last click did not count. Try again to
            load the new page. An address that you typed is kept.
          </p>
        </PageHeader>
      ) : (
        <PageHeader icon={<WarningIcon />} title="Something went wrong" takesFocus>
          <p>
            This is not your fault. If you have lost your connection, your last click may not have
            counted. Look at your connection, then try again.
          </p>
        </PageHeader>
      )}
      <div className="grid gap-3">
        <Button onClick={isOutdated ? () => window.location.reload() : retry} wide>
          Try again
        </Button>
        <ButtonLink href="/" variant="quiet" wide>
          Go to the start page
        </ButtonLink>
      </div>
    </FocusCard>
  );
}
