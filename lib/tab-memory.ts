import "client-only";
import { z } from "zod";
import "@/lib/zod-without-eval";

const schema = z.object({ value: z.string(), at: z.number() });

/** Remembers a text in this tab, across pages, until it is taken or the tab is closed. */
export function rememberInTab(key: string, value: string): void {
  sessionStorage.setItem(key, JSON.stringify({ value, at: Date.now() }));
}

/**
 * @param lifetimeMs how old it may be, in milliseconds
 * @returns what was remembered, once; null when there is nothing, or nothing that young
 */
export function takeFromTab(key: string, lifetimeMs: number): string | null {
  const stored = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  const parsed = schema.safeParse(parseJson(stored));
  if (!parsed.success || Date.now() - parsed.data.at > lifetimeMs) return null;
  return parsed.data.value;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
