import "client-only";
import type { Passkey as SdkPasskey } from "@beyondidentity/bi-sdk-js";

/** Both keys hold one entry per line. */
const HERE = "passkeys-here";
const REVOKED = "passkeys-revoked";

/** A passkey in this browser, by its two ids. Neither is a secret. */
export type LocalPasskey = { localId: string; cloudId: string };

/**
 * Saves the ids of the passkeys that the SDK has in this browser. Every sign-in lists them anyway, so other pages need
 * not load the SDK for the list.
 */
export function saveLocalPasskeys(passkeys: SdkPasskey[]): void {
  write(
    HERE,
    passkeys.map(({ id, passkeyId }) => `${id} ${passkeyId}`),
  );
}

/** @returns the passkeys that the SDK had in this browser when it last listed them. */
export function localPasskeys(): LocalPasskey[] {
  return read(HERE).flatMap((line) => {
    const [localId, cloudId] = line.split(" ");
    return localId && cloudId ? [{ localId, cloudId }] : [];
  });
}

/**
 * Notes that copies of passkeys are of no more use. The user may leave the page before the SDK has removed them. The
 * next sign-in then removes them, and does not offer them.
 */
export function noteRevoked(passkeys: LocalPasskey[]): void {
  write(REVOKED, [...new Set([...read(REVOKED), ...passkeys.map(({ cloudId }) => cloudId)])]);
}

/** @returns Beyond Identity's ids of the passkeys whose copies are still to be removed. */
export function notedRevoked(): string[] {
  return read(REVOKED);
}

/** Forgets which copies are to be removed, because they are. */
export function clearRevoked(): void {
  write(REVOKED, []);
}

function read(key: string): string[] {
  try {
    return (localStorage.getItem(key) ?? "").split("\n").filter(Boolean);
  } catch {
    return [];
  }
}

function write(key: string, lines: string[]): void {
  try {
    if (lines.length > 0) localStorage.setItem(key, lines.join("\n"));
    else localStorage.removeItem(key);
  } catch {
    // Without the lists, the account page does not mark the passkeys of this browser and does not remove their copies.
  }
}
