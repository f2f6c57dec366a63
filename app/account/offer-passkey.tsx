"use client";

import { useEffect, useRef, useState } from "react";
import { PasskeyFailure } from "@/components/passkey-failure";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { SectionCard } from "@/components/ui/section-card";
import { SubmitButton } from "@/components/ui/submit-button";
import {
  bindingTokenFor,
  forgetBindingToken,
} from "@/lib/beyond-identity/browser/passkey-binding-token";
import type { PasskeyErrorCode } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import type { ClientSettings } from "@/lib/env/client-settings";

/** Offers a passkey to a user who has just signed in with a code. Shows nothing to other users. */
export function OfferPasskey({
  email,
  sessionId,
  settings,
}: {
  email: string | null;
  sessionId: string;
  settings: ClientSettings;
}) {
  const [token, setToken] = useState<string | null>(null);
  const [failure, setFailure] = useState<PasskeyErrorCode | null>(null);

  const link = useRef<string | null>(null);

  useEffect(() => setToken(bindingTokenFor(email, sessionId)), [email, sessionId]);

  async function create(): Promise<void> {
    if (token === null) return;
    setFailure(null);
    try {
      // The user may stop the navigation and click again. The token is used up then, but the link still works.
      link.current ??= await exchange(token, settings);
      forgetBindingToken();
      window.location.assign(link.current);
    } catch (error) {
      const code = passkeyErrorCodeOf(error);
      if (code === "offer_over") forgetBindingToken();
      setFailure(code);
    }
  }

  function decline(): void {
    forgetBindingToken();
    setToken(null);
    // The button that had the focus is gone, so the heading takes it.
    document.querySelector("h1")?.focus();
  }

  if (token === null) return null;
  return (
    <SectionCard title="One touch next time">
      {failure === null ? (
        <Offer create={create} decline={decline} />
      ) : (
        <>
          <PasskeyFailure code={failure} onRetry={() => setFailure(null)} />
          {failure !== "offer_over" && (
            <ButtonLink href="/recover" variant="quiet">
              Email me a link
            </ButtonLink>
          )}
        </>
      )}
    </SectionCard>
  );
}

/** Only few users need this code, so it is loaded when they do. */
async function exchange(token: string, settings: ClientSettings): Promise<string> {
  const { exchangeBindingToken } = await import(
    "@/lib/beyond-identity/browser/exchange-passkey-binding-token"
  );
  return exchangeBindingToken(token, settings);
}

function Offer({ create, decline }: { create: () => Promise<void>; decline: () => void }) {
  return (
    <>
      <p className="text-muted">
        You signed in with a code. Create a passkey, so that next time one touch is enough.
      </p>
      <div className="flex flex-wrap gap-3">
        <form action={create} className="contents">
          <SubmitButton waiting="Preparing your passkey">Create a passkey here</SubmitButton>
        </form>
        <Button onClick={decline} variant="quiet">
          Not now
        </Button>
      </div>
    </>
  );
}
