import "server-only";
import { z } from "zod";
import { openFor, sealFor } from "@/lib/sealing/seal";

const PATH = "/account-deleted";
/** Not the id of any session, because those are UUIDs. */
const SUBJECT = "account deleted";
const LIFETIME_SECONDS = 300;
/** A URL must stay short. Browser copies of further passkeys stay, but give no access. */
const MOST_PASSKEYS = 20;

const contentSchema = z.object({ passkeys: z.array(z.string()) });

/**
 * Builds the URL of the page that confirms the deletion and removes the browser's copies of the passkeys. The ids are
 * sealed, so that another site cannot use the page to remove passkeys that are still in use.
 *
 * @param passkeyIds the passkeys of the deleted account
 */
export async function accountDeletedAddress(passkeyIds: string[]): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
  const passkeys = passkeyIds.slice(0, MOST_PASSKEYS);
  return `${PATH}?of=${await sealFor(SUBJECT, { passkeys, exp })}`;
}

/** @returns the passkeys of the page's URL, or null when the app did not make it or it has expired. */
export async function passkeysOfDeletedAccount(sealed: unknown): Promise<string[] | null> {
  if (typeof sealed !== "string") return null;
  return (await openFor(SUBJECT, sealed, contentSchema))?.passkeys ?? null;
}
