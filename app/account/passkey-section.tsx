import { Suspense } from "react";
import { AccountForm } from "@/app/account/account-form";
import { addPasskeyAction } from "@/app/account/actions";
import { PasskeyList } from "@/app/account/passkey-list";
import { PasskeysPending } from "@/app/account/passkeys-pending";
import { messageFor } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SectionCard } from "@/components/ui/section-card";
import { clientSettings } from "@/lib/env/client-settings";
import type { FailureCode } from "@/lib/failure";
import type { PendingPasskeys, ShownPasskeys } from "@/lib/use-cases/recent-passkeys";

/**
 * A user's passkeys, or why they cannot be shown. The rest of the page works without them.
 *
 * @param props.early what has arrived before the page is sent. Null: the section follows when it arrives.
 */
export function PasskeySection({
  pending,
  early,
}: {
  pending: PendingPasskeys;
  early: ShownPasskeys | null;
}) {
  return (
    <SectionCard title="Passkeys">
      {early ? (
        <Passkeys shown={early} />
      ) : (
        <Suspense fallback={<PasskeysPending expected={pending.expected} />}>
          <LatePasskeys pending={pending} />
        </Suspense>
      )}
    </SectionCard>
  );
}

async function LatePasskeys({ pending }: { pending: PendingPasskeys }) {
  return <Passkeys shown={await pending.shown} />;
}

function Passkeys({ shown }: { shown: ShownPasskeys }) {
  if (!Array.isArray(shown)) return <PasskeysFailed code={shown.failure} />;
  return (
    <>
      <PasskeyList passkeys={shown} settings={clientSettings()} />
      <AccountForm action={addPasskeyAction} waiting="One moment">
        Add a passkey
      </AccountForm>
    </>
  );
}

function PasskeysFailed({ code }: { code: FailureCode }) {
  const { title, text } = messageFor(code);
  return (
    <>
      <Alert title={title}>
        <p>Your passkeys cannot be shown now. {text}</p>
      </Alert>
      <ButtonLink href="/account" variant="secondary">
        Try again
      </ButtonLink>
    </>
  );
}
