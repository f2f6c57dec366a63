"use client";

import type { Session } from "next-auth";
import { SessionProvider, signIn, signOut, useSession } from "next-auth/react";
import { useState } from "react";
import { FactList } from "@/components/account/fact-list";
import { Button } from "@/components/ui/button";

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
    Expires: data?.expires,
  };
  return <FactList facts={facts} />;
}

function SessionButtons() {
  const [hasFailed, setHasFailed] = useState(false);
  const attempt = (task: () => Promise<unknown>) => () => {
    setHasFailed(false);
    task().catch(() => setHasFailed(true));
  };
  return (
    <>
      <div className="flex flex-wrap gap-3">
        <Button
          onClick={attempt(() => signIn("beyondidentity", { redirectTo: "/account" }))}
          variant="secondary"
        >
          <code>signIn()</code>
        </Button>
        <Button onClick={attempt(() => signOut({ redirectTo: "/" }))} variant="secondary">
          <code>signOut()</code>
        </Button>
      </div>
      <p role="status" className="text-danger">
        {hasFailed ? "The server did not answer. Look at your connection, then try again." : ""}
      </p>
    </>
  );
}
