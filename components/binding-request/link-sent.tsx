import type { MouseEvent } from "react";
import type { BindingRequest } from "@/components/binding-request/binding-request-form";
import { InboxLink } from "@/components/inbox-link";
import { buttonStyle } from "@/components/ui/button-style";
import { EmailAddress } from "@/components/ui/email-address";
import { MailIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";

const NEXT_STEPS = [
  "Open the email in this browser, on the device that you want to sign in with.",
  "Follow its link within 15 minutes. It works once.",
  "Create your passkey. You are signed in right after.",
];

/**
 * Says where the link went and what happens next, in the same words for every address.
 *
 * @param props.beginAnew shows the empty form again
 */
export function LinkSent({
  request,
  email,
  inboxUrl,
  beginAnew,
}: {
  request: BindingRequest;
  email: string;
  inboxUrl: string | undefined;
  beginAnew: () => void;
}) {
  const address = (
    <strong className="text-ink">
      <EmailAddress>{email}</EmailAddress>
    </strong>
  );
  return (
    <>
      <PageHeader icon={<MailIcon />} title="Check your email" takesFocus>
        <p>{request.sent(address)}</p>
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
        {/* Without scripts a whole new page ends the form's state. With them no connection is needed. */}
        <a href={request.path} onClick={stayAnd(beginAnew)} className={buttonStyle("quiet", true)}>
          Use another address
        </a>
      </div>
    </>
  );
}

function stayAnd(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    event.preventDefault();
    act();
  };
}
