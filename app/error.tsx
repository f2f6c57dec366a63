"use client";

import { unstable_isUnrecognizedActionError as isFromAnotherBuild } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusCard } from "@/components/ui/focus-card";
import { FocusedPageHeader } from "@/components/ui/focused-page-header";
import { WarningIcon } from "@/components/ui/icons/warning";
import { TryAgain } from "@/components/ui/try-again";
import { SIGN_IN_UNCONFIRMED } from "@/lib/recheck/unconfirmed-digest";

const OUTDATED = {
  title: "This site has just been updated",
  text: "Your page was from before the update, so your last click did not count. Try again to load the new page. Any address that you typed is kept.",
};
const UNCONFIRMED = {
  title: "We cannot check your sign-in now",
  text: "The service that checks passkeys is not answering. You are still signed in here, and the page comes back when it does. This is not your fault. Try again in a moment.",
};
const UNEXPECTED = {
  title: "Something went wrong",
  text: "This is not your fault. If you have lost your connection, your last click may not have counted. Check your connection, then try again.",
};

/**
 * @param props.error what was thrown. A page that stayed open during a deployment sends forms that the new build
 * rejects.
 * @param props.retry renders the page on the server again. `reset` would only show the same failure.
 */
export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string };
  retry: () => void;
}) {
  const { digest } = error;
  const isOutdated = isFromAnotherBuild(error);
  const { title, text } = isOutdated ? OUTDATED : explain(digest);
  return (
    <FocusCard>
      <FocusedPageHeader icon={<WarningIcon />} title={title}>
        <p>{text}</p>
      </FocusedPageHeader>
      <div className="grid gap-3">
        <TryAgain onRetry={isOutdated ? () => window.location.reload() : retry} />
        <ButtonLink href="/" variant="quiet" wide>
          Go to the start page
        </ButtonLink>
      </div>
    </FocusCard>
  );
}

function explain(digest: string | undefined) {
  return digest === SIGN_IN_UNCONFIRMED ? UNCONFIRMED : UNEXPECTED;
}
