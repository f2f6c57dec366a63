import "server-only";
import { z } from "zod";
import { openFor, sealFor } from "@/lib/sealing/seal";

const PATH = "/account-deleted";
/** Sealed for no session, whose ids are UUIDs. */
const SUBJECT = "account deleted";
const LIFETIME_SECONDS = 300;
/** An address has to stay short; a copy that stays opens nothing. */
const MOST_PASSKEYS = 20;

const contentSchema = z.object({ passkeys: z.array(z.string()) });

/**
 * @param passkeyIds passkeys of an account that is deleted
 * @returns the address of the page that says so, and clears their copies away. It is sealed: another site must not have
 * living ones cleared away with it.
 */
export async function accountDeletedAddress(passkeyIds: string[]): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
  const passkeys = passkeyIds.slice(0, MOST_PASSKEYS);
  return `${PATH}?of=${await sealFor(SUBJECT, { passkeys, exp })}`;
}

/** @returns the passkeys that an address of that page names; null when it is not ours, or too old. */
export async function passkeysOfDeletedAccount(sealed: unknown): Promise<string[] | null> {
  if (typeof sealed !== "string") return null;
  return (await openFor(SUBJECT, sealed, contentSchema))?.passkeys ?? null;
}
