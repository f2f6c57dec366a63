import type { MouseEvent } from "react";
import type { BindingRequest } from "@/components/binding-request/binding-request-form";
import { InboxLink } from "@/components/inbox-link";
import { PrefetchSdk } from "@/components/prefetch-sdk";
import { buttonStyle } from "@/components/ui/button-style";
import { StrongAddress } from "@/components/ui/email-address";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";

/**
 * Says where the link went and what to do next, in the same words for every address.
 *
 * @param props.startOver shows the empty form without loading its page again
 */
export function LinkSent({
  request,
  sent: { email, inboxUrl },
  startOver,
}: {
  request: BindingRequest;
  sent: Extract<BindingRequestState, { status: "sent" }>;
  startOver: () => void;
}) {
  const [before, after] = request.sentTo;
  return (
    <>
      <div className="grid gap-3">
        {request.sentHeader}
        <p className="text-muted">
          {before}
          <StrongAddress>{email}</StrongAddress>
          {after}
        </p>
      </div>
      {request.nextSteps}
      <div className="grid gap-3">
        {inboxUrl !== undefined && <InboxLink href={inboxUrl} variant="primary" />}
        {/* Without scripts a new page clears the form's state. With scripts it takes no connection. */}
        <a
          href={request.path}
          onClick={insteadOfLeaving(startOver)}
          className={buttonStyle("quiet", true)}
        >
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
