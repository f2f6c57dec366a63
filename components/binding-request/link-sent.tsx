import type { MouseEvent, ReactNode } from "react";
import { InboxLink } from "@/components/inbox-link";
import { PrefetchSdk } from "@/components/prefetch-sdk";
import { buttonStyle } from "@/components/ui/button-style";
import { MailIcon } from "@/components/ui/icons/mail";
import { PageHeader } from "@/components/ui/page-header";

const NEXT_STEPS = [
  "Open the email in this browser, on the device that you want to sign in with.",
  "Follow its link within 15 minutes. It works once.",
  "Create your passkey. You are signed in right after.",
];

/**
 * Says where the link went and what to do next, in the same words for every address.
 *
 * @param props.children where the link went
 * @param props.path of the page with the empty form
 * @param props.startOver shows the empty form without loading that page
 */
export function LinkSent({
  children,
  path,
  inboxUrl,
  startOver,
}: {
  children: ReactNode;
  path: string;
  inboxUrl: string | undefined;
  startOver: () => void;
}) {
  return (
    <>
      <PageHeader icon={<MailIcon />} title="Check your email" takesFocus>
        <p>{children}</p>
      </PageHeader>
      <ol className="grid gap-3">
        {NEXT_STEPS.map((step, index) => (
          <li key={step} className="flex gap-3">
            <span
              aria-hidden="true"
              className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-accent text-xs"
            >
              {index + 1}
            </span>
            {step}
          </li>
        ))}
      </ol>
      <div className="grid gap-3">
        {inboxUrl !== undefined && <InboxLink href={inboxUrl} variant="primary" />}
        {/* Without scripts a new page clears the form's state. With scripts it takes no connection. */}
        <a href={path} onClick={insteadOfLeaving(startOver)} className={buttonStyle("quiet", true)}>
          Use another address
        </a>
      </div>
      <PrefetchSdk />
    </>
  );
}

function insteadOfLeaving(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}
