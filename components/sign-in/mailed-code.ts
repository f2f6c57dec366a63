"use client";

import * as z from "zod/mini";
import { forgetInTab, recallFromTab, rememberInTab } from "@/lib/browser/tab-memory";
import "@/lib/zod-without-eval";

const KEY = "mailed-code";
const LIFETIME_MS = 10 * 60 * 1000;

const schema = z.object({
  /** The sign-in that the code belongs to. */
  request: z.string().check(z.minLength(1)),
  email: z.string(),
  /** Where to redeem it. */
  resumeUrl: z.string(),
  sentAt: z.number(),
});

/** A sign-in that waits for a code. It is stored, because phones discard the page while its user reads their mail. */
export type MailedCode = z.infer<typeof schema>;

/** @returns whether it was stored, so that it survives a reload. */
export function rememberMailedCode(code: MailedCode): boolean {
  return rememberInTab(KEY, JSON.stringify(code));
}

/** @returns the code that was mailed for a sign-in, or null if there is none or it has expired. */
export function recallMailedCode(request: string): MailedCode | null {
  const { success, data } = schema.safeParse(parseJson(recallFromTab(KEY, LIFETIME_MS)));
  if (!success || data.request !== request) return null;
  return Date.now() - data.sentAt > LIFETIME_MS ? null : data;
}

/** Forgets the code, once the user is signed in or the sign-in has ended. */
export function forgetMailedCode(): void {
  forgetInTab(KEY);
}

/** @returns the parsed JSON, or null when the text is not JSON. */
function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

/** @returns the sign-in in the page's address, or an empty string. */
export function requestOnPage(): string {
  return new URL(window.location.href).searchParams.get("request") ?? "";
}
