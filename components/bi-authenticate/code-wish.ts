"use client";

import { signInAction } from "@/app/sign-in/actions";
import { rememberInTab, takeFromTab } from "@/lib/tab-memory";

const KEY = "sign-in-by-code";
const LIFETIME_MS = 2 * 60 * 1000;

/**
 * Begins another sign-in, to be answered with a code: a sign-in that was denied, or committed to another address, cannot
 * go on.
 */
export async function signInByCodeAnew(): Promise<void> {
  rememberInTab(KEY, "yes");
  await signInAction(new FormData());
}

/** @returns whether this sign-in was begun to be answered with a code, once. */
export function takeCodeWish(): boolean {
  return takeFromTab(KEY, LIFETIME_MS) !== null;
}
