"use client";

import type { Session } from "next-auth";
import { SessionProvider, useSession } from "next-auth/react";
import { FactList } from "@/components/account/fact-list";

/**
 * Shows how a client component reads the session. Pages do it on the server; this is for what must be drawn in the
 * browser.
 *
 * @param session what `auth()` returned on the server, so that no request is needed before the first paint
 */
export function SessionExample({ session }: { session: Session | null }) {
  return (
    <SessionProvider session={session} refetchOnWindowFocus={false}>
      <p className="text-muted">
        An example: this part is drawn in the browser and reads the session with{" "}
        <code className="text-ink">useSession()</code>.
      </p>
      <SessionFacts />
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
