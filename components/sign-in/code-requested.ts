"use client";

import type { SignInContext } from "@/components/sign-in/sign-in-context";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "sign-in-by-code";
const LIFETIME_MS = 2 * 60 * 1000;

/**
 * Starts another sign-in, with a code. A sign-in that was denied, or that has sent a code to another address, cannot
 * continue.
 *
 * @param email the address typed so far, or an empty string
 */
export async function restartSignInByCode(
  { restart, target }: SignInContext,
  email = "",
): Promise<void> {
  rememberInTab(KEY, email);
  const form = new FormData();
  form.set("redirectTo", target);
  await restart(form);
}

/** @returns the address typed so far if this sign-in was started for a code, or null. Works once. */
export function takeCodeRequested(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
