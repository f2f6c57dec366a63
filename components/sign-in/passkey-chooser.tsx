import { EmailCodeButton } from "@/components/sign-in/email-code-button";
import type { SwitchToCode } from "@/components/sign-in/use-sign-in";
import { ButtonLink } from "@/components/ui/button-link";
import { FocusedPageHeader } from "@/components/ui/focused-page-header";
import { ArrowRightIcon } from "@/components/ui/icons/arrow-right";
import { KeyIcon } from "@/components/ui/icons/key";
import { PersonIcon } from "@/components/ui/icons/person";
import type { Passkey } from "@/lib/beyond-identity/browser/passkeys";

const KEPT_IN = {
  software: "Kept by this browser",
  webauthn: "Kept by this device",
} satisfies Record<Passkey["keyType"], string>;

type Choose = (passkey: Passkey) => void;

/**
 * Lets the user choose a passkey to sign in with.
 *
 * @param props.isUnconfirmed whether the device did not confirm at first. Some browsers let it ask only after a click.
 */
export function PasskeyChooser({
  passkeys,
  isUnconfirmed,
  use,
  switchToCode,
}: {
  passkeys: Passkey[];
  isUnconfirmed: boolean;
  use: Choose;
  switchToCode: SwitchToCode;
}) {
  return (
    <>
      <FocusedPageHeader
        icon={<KeyIcon />}
        title={isUnconfirmed ? "Confirm that it is you" : "Choose a passkey"}
      >
        <p>
          {isUnconfirmed
            ? "Your device has not confirmed yet. Press your passkey, and it will ask."
            : "This browser holds more than one for this site."}
        </p>
      </FocusedPageHeader>
      <ul className="grid gap-3">
        {passkeys.map((passkey) => (
          <PasskeyChoice key={passkey.id} passkey={passkey} onChoose={use} />
        ))}
      </ul>
      <div className="grid gap-3">
        <EmailCodeButton switchToCode={switchToCode} />
        <ButtonLink href="/recover" variant="quiet" wide>
          Mine is not here
        </ButtonLink>
      </div>
    </>
  );
}

/** The whole row can be clicked. The button's accessible name is "Continue as" and the username. */
function PasskeyChoice({ passkey, onChoose }: { passkey: Passkey; onChoose: Choose }) {
  const keptId = `kept-${passkey.id}`;
  return (
    <li className="relative flex items-center gap-4 rounded-2xl border border-line-strong/60 p-4 hover:border-accent hover:bg-accent-soft/50 motion-safe:transition-colors">
      <span className="grid size-11 shrink-0 place-items-center rounded-full bg-accent-soft text-accent text-lg">
        <PersonIcon />
      </span>
      <div className="grid min-w-0 flex-1">
        <button
          type="button"
          onClick={() => onChoose(passkey)}
          aria-describedby={keptId}
          className="min-h-11 text-left font-semibold leading-snug [overflow-wrap:anywhere] after:absolute after:inset-0 after:rounded-2xl focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:outline-accent focus-visible:after:outline-offset-3"
        >
          <span className="font-normal text-muted text-sm">Continue as</span>{" "}
          <span className="block">{passkey.username}</span>
        </button>
        <p id={keptId} className="text-muted text-sm">
          {KEPT_IN[passkey.keyType]}
        </p>
      </div>
      <span className="text-accent">
        <ArrowRightIcon />
      </span>
    </li>
  );
}
