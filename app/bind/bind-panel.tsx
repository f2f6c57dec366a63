"use client";

import { useState } from "react";
import { CreatePasskey } from "@/app/bind/create-passkey";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { StrongAddress } from "@/components/ui/email-address";
import { PersonIcon } from "@/components/ui/icons/person";
import { PageHeader } from "@/components/ui/page-header";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Creates a passkey with the link in the address.
 *
 * @param signedInAs who is signed in, if the link is for another account. The app asks this user first, so that no link
 * leads a user into another account unnoticed.
 */
export function BindPanel({
  email,
  signedInAs,
  settings,
}: {
  email: string;
  signedInAs: string | null;
  settings: ClientSettings;
}) {
  const [isConfirmed, setConfirmed] = useState(false);
  if (signedInAs === null || isConfirmed) {
    return <CreatePasskey email={email} settings={settings} takesFocus={isConfirmed} />;
  }
  return (
    <>
      <PageHeader icon={<PersonIcon />} title="This link is for someone else">
        <p>
          You are signed in as <StrongAddress>{signedInAs}</StrongAddress>. This link is for{" "}
          <StrongAddress>{email}</StrongAddress>. Continue only if that is you too.
        </p>
      </PageHeader>
      <div className="grid gap-3">
        <Button onClick={() => setConfirmed(true)} wide>
          Continue as {email}
        </Button>
        <ButtonLink href="/account" variant="quiet" wide>
          Stay signed in as I am
        </ButtonLink>
      </div>
    </>
  );
}
