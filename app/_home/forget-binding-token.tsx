"use client";

import { useEffect } from "react";
import { forgetBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";

/** Removes what the last sign-in with a code left in the tab. Users who sign out land on the page that renders this. */
export function ForgetBindingToken() {
  useEffect(() => forgetBindingToken(), []);
  return null;
}
