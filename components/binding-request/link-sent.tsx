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

/** Says where the link went and what happens next, in the same words for every address. */
export function LinkSent({
  request,
  email,
  inboxUrl,
}: {
  request: BindingRequest;
  email: string;
  inboxUrl: string | undefined;
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
        {/* A whole new page: the form's state ends, with and without scripts. */}
        <a href={request.path} className={buttonStyle("quiet", true)}>
          Use another address
        </a>
      </div>
    </>
  );
}
