"use client";

import { signIn } from "next-auth/react";

/** The vendor's guide starts a sign-in from the browser. */
export default function HomePage() {
  return (
    <button type="button" onClick={() => signIn("beyondidentity", { redirectTo: "/account" })}>
      Sign in with a passkey
    </button>
  );
}
