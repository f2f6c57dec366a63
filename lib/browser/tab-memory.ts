import "client-only";
import { z } from "zod";
import "@/lib/zod-without-eval";

const schema = z.object({ value: z.string(), at: z.number() });

/** For browsers whose storage is blocked or full: what they would keep lives as long as the page. */
const pageMemory = new Map<string, string>();

/**
 * Remembers a text in this tab, across pages, until it is taken or forgotten, or the tab is closed.
 *
 * @returns whether it outlives the page: some browsers keep nothing for it
 */
export function rememberInTab(key: string, value: string): boolean {
  const text = JSON.stringify({ value, at: Date.now() });
  forgetInTab(key);
  try {
    sessionStorage.setItem(key, text);
    return true;
  } catch {
    pageMemory.set(key, text);
    return false;
  }
}

/**
 * @param lifetimeMs how old it may be, in milliseconds
 * @returns what is remembered; null when there is nothing, or nothing that young
 */
export function recallFromTab(key: string, lifetimeMs: number): string | null {
  const parsed = schema.safeParse(parseJson(pageMemory.get(key) ?? stored(key)));
  if (!parsed.success || Date.now() - parsed.data.at > lifetimeMs) return null;
  return parsed.data.value;
}

/**
 * @param lifetimeMs how old it may be, in milliseconds
 * @returns what was remembered, once; null when there is nothing, or nothing that young
 */
export function takeFromTab(key: string, lifetimeMs: number): string | null {
  const value = recallFromTab(key, lifetimeMs);
  forgetInTab(key);
  return value;
}

/** Forgets what was remembered. */
export function forgetInTab(key: string): void {
  pageMemory.delete(key);
  try {
    sessionStorage.removeItem(key);
  } catch {
    // A blocked storage holds nothing.
  }
}

function stored(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @returns the value of a text in JSON; null, which no schema here accepts, for any other text. */
export function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
