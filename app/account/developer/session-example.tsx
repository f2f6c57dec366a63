"use client";

import type { Session } from "next-auth";
import { SessionProvider, signIn, signOut, useSession } from "next-auth/react";
import { useState } from "react";
import { FactList } from "@/app/account/developer/fact-list";
import { LocalTime } from "@/components/ui/local-time";
import { SubmitButton } from "@/components/ui/submit-button";
import { NAVIGATION_TIMEOUT_MS } from "@/components/ui/use-stalled";
import { canReachSite } from "@/lib/browser/can-reach-site";
import { pause } from "@/lib/pause";

/**
 * Shows how a client component reads the session, starts a sign-in and ends the session. Use it only for what must be
 * rendered in the browser. Pages do the same on the server.
 *
 * @param session from the server, so that the first paint needs no request
 */
export function SessionExample({ session }: { session: Session | null }) {
  return (
    <SessionProvider session={session} refetchOnWindowFocus={false}>
      <p className="text-muted">
        An example: this part is rendered in the browser. It reads the session with{" "}
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
      // The browser is leaving the page. If the user stops that, the buttons work again after a while.
      await pause(NAVIGATION_TIMEOUT_MS);
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
        {hasFailed ? "The server did not answer. Check your connection, then try again." : ""}
      </p>
    </>
  );
}
