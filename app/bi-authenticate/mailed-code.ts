"use client";

import { z } from "zod";
import { forgetInTab, parseJson, recallFromTab, rememberInTab } from "@/lib/browser/tab-memory";
import "@/lib/zod-without-eval";

const KEY = "mailed-code";
const LIFETIME_MS = 10 * 60 * 1000;

const schema = z.object({
  /** Of the sign-in that the code belongs to. */
  request: z.string().min(1),
  email: z.string(),
  /** Where to redeem it. */
  resumeUrl: z.string(),
  sentAt: z.number(),
});

/** A sign-in that waits for a code: people leave the page to read their mail, and phones discard it meanwhile. */
export type MailedCode = z.infer<typeof schema>;

/** @returns whether this outlives the page. */
export function rememberMailedCode(code: MailedCode): boolean {
  return rememberInTab(KEY, JSON.stringify(code));
}

/** @returns the code that was mailed for a sign-in, as long as it is good. */
export function recallMailedCode(request: string): MailedCode | null {
  const { success, data } = schema.safeParse(parseJson(recallFromTab(KEY, LIFETIME_MS)));
  if (!success || data.request !== request) return null;
  return Date.now() - data.sentAt > LIFETIME_MS ? null : data;
}

/** Forgets it: the person is in, or the sign-in is over. */
export function forgetMailedCode(): void {
  forgetInTab(KEY);
}

/** @returns the sign-in that the page in this browser answers. */
export function requestOnPage(): string {
  return new URL(window.location.href).searchParams.get("request") ?? "";
}
