/** Puts what client components do with Auth.js on the window, where a test can call it. */
import * as client from "next-auth/react";
import { SessionProvider, useSession } from "next-auth/react";
import { createRoot } from "react-dom/client";

function RequiredSession() {
  const { data, status } = useSession({ required: true });
  return <output>{status === "loading" ? "loading" : `in as ${data.user?.email}`}</output>;
}

/** A client component for signed-in users only. */
function mountRequiredSession(): void {
  const place = document.createElement("div");
  document.body.append(place);
  createRoot(place).render(
    <SessionProvider>
      <RequiredSession />
    </SessionProvider>,
  );
}

/** Reads and renews the session as `useSession().update` does. */
function mountUpdate(): Promise<unknown> {
  const place = document.createElement("div");
  document.body.append(place);
  return new Promise((resolve) => {
    function Updater() {
      const { status, update } = useSession();
      if (status === "authenticated") setTimeout(() => resolve(update({ anything: true })));
      return null;
    }
    createRoot(place).render(
      <SessionProvider>
        <Updater />
      </SessionProvider>,
    );
  });
}

Object.assign(window, { authClients: { ...client, mountRequiredSession, mountUpdate } });
