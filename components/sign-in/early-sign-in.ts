import "client-only";
import { choosePasskey } from "@/components/sign-in/choose-passkey";
import { takeCodeRequested } from "@/components/sign-in/code-requested";
import { forgetBindingToken } from "@/lib/beyond-identity/browser/passkey-binding-token";
import {
  type Authentication,
  authenticate,
  openAuthentication,
} from "@/lib/beyond-identity/browser/passkeys";
import type { ClientSettings } from "@/lib/env/client-settings";
import { within } from "@/lib/within";

/** What takes longer is shown. A card that appears for a moment would only unsettle. */
const SHOWN_AFTER_MS = 300;

/** What is under way before the page shows it. It is handed over once, so that a retry begins anew. */
let opening: { address: string; opened: Promise<Authentication> } | undefined;
let answering: { authenticateUrl: string; callback: Promise<string> } | undefined;

/**
 * Completes a sign-in that the user has just asked for, if there is nothing to choose and nothing goes wrong.
 *
 * @param address of the sign-in
 * @param leaving aborted when the user leaves. No passkey is asked after that.
 * @returns the address to go to, or null when the page has to show the sign-in. It then goes on with what was begun here.
 */
export async function signInEarly(
  address: string,
  settings: ClientSettings,
  leaving: AbortSignal,
): Promise<string | null> {
  // What an earlier sign-in has left is not meant for this one.
  forgetBindingToken();
  takeCodeRequested();
  const opened = openAuthentication(address, settings);
  opening = { address, opened };
  answering = undefined;
  let isShown = false;
  const answered = opened.then((authentication) =>
    !leaving.aborted && !isShown ? answerIfClear(authentication, settings) : null,
  );
  const callback = await within(
    SHOWN_AFTER_MS,
    answered.catch(() => null),
  );
  isShown = true;
  return callback;
}

function answerIfClear(
  { authenticateUrl, passkeys, chosenId }: Authentication,
  settings: ClientSettings,
): Promise<string> | null {
  const choice = choosePasskey(passkeys, chosenId);
  if (choice.kind !== "use") return null;
  const callback = authenticate(authenticateUrl, choice.passkey.id, settings);
  answering = { authenticateUrl, callback };
  return callback;
}

/**
 * @returns the sign-in in the address, which may have been opened before
 * @throws PasskeyError
 */
export function openSignIn(address: string, settings: ClientSettings): Promise<Authentication> {
  const { opened } = opening?.address === address ? opening : { opened: null };
  opening = undefined;
  return opened ?? openAuthentication(address, settings);
}

/**
 * @returns the address to go to, as `authenticate` does. The passkey may have been asked before.
 * @throws PasskeyError
 */
export function answerSignIn(
  authenticateUrl: string,
  passkeyId: string,
  settings: ClientSettings,
): Promise<string> {
  const { callback } =
    answering?.authenticateUrl === authenticateUrl ? answering : { callback: null };
  answering = undefined;
  return callback ?? authenticate(authenticateUrl, passkeyId, settings);
}
