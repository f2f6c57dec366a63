"use client";

import { useEffect } from "react";
import { forgetBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";

/** Where people are who have signed out: what the last sign-in with a code left in the tab is nobody's any more. */
export function ForgetBindingToken() {
  useEffect(() => forgetBindingToken(), []);
  return null;
}
