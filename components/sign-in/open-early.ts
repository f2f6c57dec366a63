import "client-only";
import { type Authentication, openAuthentication } from "@/lib/beyond-identity/browser/passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";

let early: { address: string; opened: Promise<Authentication> } | undefined;

/** Opens a sign-in while the page for it is still to be rendered. */
export function openEarly(address: string, settings: ClientSettings): void {
  const opened = openAuthentication(address, settings);
  // The page asks for it, and shows the failure.
  opened.catch(() => undefined);
  early = { address, opened };
}

/**
 * @returns the sign-in in the address, which may have been opened before. A second call opens it again.
 * @throws PasskeyError
 */
export function openSignIn(address: string, settings: ClientSettings): Promise<Authentication> {
  const { opened } = early?.address === address ? early : { opened: null };
  early = undefined;
  return opened ?? openAuthentication(address, settings);
}
