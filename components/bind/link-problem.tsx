import { ReloadButton } from "@/components/bind/reload-button";
import { messageFor } from "@/components/messages";
import { NextStepLink } from "@/components/next-step-link";
import { ButtonLink } from "@/components/ui/button-link";
import { WarningIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import type { BindingLink } from "@/lib/use-cases/inspect-binding-link";

/** Why a binding link cannot be used, and how to get one that can. */
export function LinkProblem({ link }: { link: Exclude<BindingLink, { status: "ready" }> }) {
  const isLookup = link.status === "failed";
  const { title, text, next } = messageFor(isLookup ? link.code : `link_${link.status}`);
  return (
    <>
      <PageHeader icon={<WarningIcon />} title={title}>
        <p>{text}</p>
        {isLookup && <p>Your link has not been used.</p>}
      </PageHeader>
      <div className="grid gap-3">
        {next === "retry" ? <ReloadButton /> : <NextStepLink next={next} />}
        <ButtonLink href="/sign-in" variant="quiet" wide>
          I have a passkey here
        </ButtonLink>
      </div>
    </>
  );
}
