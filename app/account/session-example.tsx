"use client";

import type { Session } from "next-auth";
import { SessionProvider, signIn, signOut, useSession } from "next-auth/react";
import { useState } from "react";
import { FactList } from "@/app/account/fact-list";
import { LocalTime } from "@/components/ui/local-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { PATIENCE_MS } from "@/components/ui/use-stalled";
import { canReachSite } from "@/lib/browser/connection";
import { pause } from "@/lib/pause";

/**
 * Shows how a client component reads the session, begins a sign-in and ends the session. Pages do it on the server; this
 * is for what must be drawn in the browser.
 *
 * @param session as the server knows it, so that no request is needed before the first paint
 */
export function SessionExample({ session }: { session: Session | null }) {
  return (
    <SessionProvider session={session} refetchOnWindowFocus={false}>
      <p className="text-muted">
        An example: this part is drawn in the browser. It reads the session with{" "}
        <code className="text-ink">useSession()</code> of{" "}
        <code className="text-ink">next-auth/react</code>.
      </p>
      <SessionFacts />
      <SessionButtons />
    </SessionProvider>
  );
}

function SessionFacts() {
  const { data, status } = useSession();
  const facts = {
    Status: status,
    Name: data?.user?.name,
    Expires: data?.expires && <LocalTime at={new Date(data.expires)} />,
  };
  return <FactList facts={facts} />;
}

function SessionButtons() {
  const [hasFailed, setHasFailed] = useState(false);
  const attempt = (task: () => Promise<unknown>) => async () => {
    setHasFailed(false);
    try {
      if (!(await canReachSite())) return setHasFailed(true);
      await task();
      // The page is on its way to another one. Where the person stops it, the buttons work again after a while.
      await pause(PATIENCE_MS);
    } catch {
      setHasFailed(true);
    }
  };
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <form action={attempt(() => signIn("beyondidentity", { redirectTo: "/account" }))}>
          <SubmitButton waiting="Starting your sign-in" variant="secondary">
            <code>signIn()</code>
          </SubmitButton>
        </form>
        <form action={attempt(() => signOut({ redirectTo: "/" }))}>
          <SubmitButton waiting="Signing out" variant="secondary">
            <code>signOut()</code>
          </SubmitButton>
        </form>
      </div>
      <p role="status" className="text-danger">
        {hasFailed ? "The server did not answer. Look at your connection, then try again." : ""}
      </p>
    </>
  );
}
