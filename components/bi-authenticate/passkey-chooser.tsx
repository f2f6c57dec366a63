import { Button } from "@/components/ui/button";
import { KeyIcon } from "@/components/ui/icons";
import { PageHeader } from "@/components/ui/page-header";
import type { Passkey } from "@/lib/beyond-identity/embedded-sdk";

const KEPT_IN = {
  software: "Kept by this browser",
  webauthn: "Kept by this device",
} satisfies Record<Passkey["keyType"], string>;

/** Lets a person say which passkey to sign in with. */
export function PasskeyChooser({
  passkeys,
  onChoose,
}: {
  passkeys: Passkey[];
  onChoose: (passkey: Passkey) => void;
}) {
  return (
    <>
      <PageHeader icon={<KeyIcon />} title="Choose a passkey" takesFocus>
        <p>This browser holds more than one for this site.</p>
      </PageHeader>
      <ul className="grid gap-4">
        {passkeys.map((passkey) => (
          <li key={passkey.id} className="grid gap-1">
            <Button
              onClick={() => onChoose(passkey)}
              variant="secondary"
              describedBy={`kept-${passkey.id}`}
              wide
            >
              Continue as {passkey.username}
            </Button>
            <p id={`kept-${passkey.id}`} className="px-1 text-muted text-sm">
              {KEPT_IN[passkey.keyType]}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
