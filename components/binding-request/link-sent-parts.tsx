import type { BindingRequest } from "@/components/binding-request/binding-request-form";
import { FocusedPageHeader } from "@/components/ui/focused-page-header";
import { MailIcon } from "@/components/ui/icons/mail";

const NEXT_STEPS = [
  "Open the email in this browser, on the device that you want to sign in with.",
  "Follow its link within 15 minutes. It works once.",
  "Create your passkey. You are signed in right after.",
];

/** What the page shows once the link was sent, whoever asked for it. */
export const LINK_SENT_PARTS: Pick<BindingRequest, "sentHeader" | "nextSteps"> = {
  sentHeader: <FocusedPageHeader icon={<MailIcon />} title="Check your email" />,
  nextSteps: (
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
  ),
};
