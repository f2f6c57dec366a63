import "client-only";
import { z } from "zod";
import "@/lib/zod-without-eval";

const KEY = "passkey-just-bound";
const LIFETIME_MS = 2 * 60 * 1000;
const schema = z.object({ id: z.string(), at: z.number() });

/** Remembers, in this tab and for two minutes, which passkey a person has just made, to sign in with that one. */
export function rememberChosenPasskey(id: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ id, at: Date.now() }));
}

/** @returns the local id of the passkey just made, once. */
export function takeChosenPasskey(): string | null {
  const stored = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  const parsed = schema.safeParse(parseJson(stored));
  if (!parsed.success || Date.now() - parsed.data.at > LIFETIME_MS) return null;
  return parsed.data.id;
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}
