"use client";

import { signInAction } from "@/app/actions";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "sign-in-by-code";
const LIFETIME_MS = 2 * 60 * 1000;

/**
 * Starts another sign-in, with a code. A sign-in that was denied, or that has sent a code to another address, cannot
 * continue.
 *
 * @param target where the new sign-in ends
 * @param email the address typed so far, or an empty string
 */
export async function restartSignInByCode(target: string, email = ""): Promise<void> {
  rememberInTab(KEY, email);
  const form = new FormData();
  form.set("redirectTo", target);
  await signInAction(form);
}

/** @returns the address typed so far if this sign-in was started for a code, or null. Works once. */
export function takeCodeRequested(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
