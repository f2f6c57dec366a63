"use client";

import { signInAction } from "@/app/actions";
import { rememberInTab, takeFromTab } from "@/lib/browser/tab-memory";

const KEY = "sign-in-by-code";
const LIFETIME_MS = 2 * 60 * 1000;

/**
 * Begins another sign-in, to be answered with a code: a sign-in that was denied, or committed to another address, cannot
 * go on.
 *
 * @param target where it shall end
 * @param email what was typed already, if anything
 */
export async function restartSignInByCode(target: string, email = ""): Promise<void> {
  rememberInTab(KEY, email);
  const form = new FormData();
  form.set("redirectTo", target);
  await signInAction(form);
}

/** @returns what is typed already when this sign-in was begun to be answered with a code, once; null otherwise. */
export function takeCodeRequested(): string | null {
  return takeFromTab(KEY, LIFETIME_MS);
}
