"use client";

import { RevokePasskey } from "@/app/account/revoke-passkey";
import { Badge } from "@/components/ui/badge";
import { KeyIcon } from "@/components/ui/icons/key";
import { LocalTime } from "@/components/ui/local-time";
import { RemovalNotice } from "@/components/ui/removal-notice";
import { Row } from "@/components/ui/row";
import { useLocalPasskeys } from "@/components/use-local-passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";
import type { OwnPasskey } from "@/lib/use-cases/own-passkeys";

const KINDS = {
  software: "Passkey kept by a browser",
  webauthn: "Passkey kept by a device",
} satisfies Record<OwnPasskey["kind"], string>;

/** A user's passkeys, as Beyond Identity lists them, with a mark on those in this browser. */
export function PasskeyList({
  passkeys,
  settings,
}: {
  passkeys: OwnPasskey[];
  settings: ClientSettings;
}) {
  const active = passkeys.filter((passkey) => passkey.active);
  const revoked = passkeys.filter((passkey) => !passkey.active);
  const here = useLocalPasskeys(
    settings,
    revoked.map(({ id }) => id),
  );
  return (
    <>
      <RemovalNotice ids={active.map(({ id }) => id)} text="The passkey is revoked." />
      {active.length === 0 && (
        <p className="text-muted">You have no passkey now. Add one before you sign out.</p>
      )}
      {active.length > 0 && (
        <ul aria-label="Passkeys" className="divide-y divide-line border-line border-y">
          {active.map((passkey) => (
            <li key={passkey.id}>
              <PasskeyRow passkey={passkey} isHere={here.has(passkey.id)} />
            </li>
          ))}
        </ul>
      )}
      {revoked.length > 0 && <RevokedPasskeys passkeys={revoked} />}
    </>
  );
}

function PasskeyRow({ passkey, isHere }: { passkey: OwnPasskey; isHere: boolean }) {
  const { id, kind, createdAt } = passkey;
  const aboutId = `passkey-${id}`;
  return (
    <Row
      icon={<KeyIcon />}
      title={
        <>
          {KINDS[kind]}
          {/* Only the browser knows, so on phones the badge has a line of its own from the start. */}
          <span className="flex min-h-5 basis-full sm:basis-auto">
            {isHere && <Badge>This browser</Badge>}
          </span>
        </>
      }
      detail={
        <>
          Active, created <LocalTime at={createdAt} />
        </>
      }
      detailId={aboutId}
      action={<RevokePasskey passkeyId={id} describedBy={aboutId} />}
    />
  );
}

function RevokedPasskeys({ passkeys }: { passkeys: OwnPasskey[] }) {
  return (
    <details className="text-sm">
      <summary className="flex min-h-11 w-fit cursor-pointer items-center rounded-md font-medium text-muted">
        Show revoked ({passkeys.length})
      </summary>
      <ul aria-label="Revoked passkeys" className="grid gap-2 pt-1 text-muted">
        {passkeys.map(({ id, kind, createdAt }) => (
          <li key={id}>
            {KINDS[kind]}, revoked, created <LocalTime at={createdAt} />
          </li>
        ))}
      </ul>
    </details>
  );
}
