import { AccountForm } from "@/app/account/account-form";
import { addPasskeyAction } from "@/app/account/actions";
import { PasskeyList } from "@/app/account/passkey-list";
import { messageFor } from "@/components/messages";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button-link";
import { SectionCard } from "@/components/ui/card";
import type { ClientSettings } from "@/lib/env/client-settings";
import type { FailureCode } from "@/lib/failure";
import type { OwnPasskey } from "@/lib/use-cases/own-passkeys";

/** A user's passkeys, or why they cannot be shown. The rest of the page works without them. */
export function PasskeySection({
  passkeys,
  settings,
}: {
  passkeys: OwnPasskey[] | { failure: FailureCode };
  settings: ClientSettings;
}) {
  return (
    <SectionCard title="Passkeys">
      {Array.isArray(passkeys) ? (
        <>
          <PasskeyList passkeys={passkeys} settings={settings} />
          <AccountForm action={addPasskeyAction} waiting="One moment">
            Add a passkey
          </AccountForm>
        </>
      ) : (
        <PasskeysFailed code={passkeys.failure} />
      )}
    </SectionCard>
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
