import "client-only";
import * as z from "zod/mini";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import { signInEarly } from "@/components/sign-in/early-sign-in";
import { takeFailedSignIn } from "@/components/sign-in/failed-in-tab";
import { authorizeHere } from "@/lib/beyond-identity/browser/authorize-here";
import type { ClientSettings } from "@/lib/env/client-settings";
import "@/lib/zod-without-eval";

const answerSchema = z.object({ address: z.string() });

/** A sign-in that has begun. */
type Begun = {
  /** The sign-in that this page can show, or null when only another page can complete it. */
  signIn: string | null;
  /** Where the browser has to go, or null when the page has to show the sign-in. */
  leaveTo: string | null;
};

/**
 * Begins a sign-in with a passkey.
 *
 * @param form with `redirectTo`, and with `anew` if the user has to authenticate again
 * @param isWanted whether the user is still here
 * @returns the sign-in, or null when it has to begin with a page: when the server refuses, or after a failure
 * @throws TypeError when the server cannot be reached
 */
export async function beginSignIn(
  form: FormData,
  settings: ClientSettings,
  isWanted: () => boolean,
): Promise<Begun | null> {
  if (takeFailedSignIn()) return null;
  const panel = loadAuthenticatePanel().catch(() => null);
  const response = await fetch("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ redirectTo: form.get("redirectTo"), anew: form.has("anew") }),
  });
  const { data } = answerSchema.safeParse(await response.json().catch(() => null));
  if (!data) return null;
  const { address } = data;
  const isOfCloud = new URL(address, window.location.href).origin === settings.cloudOrigin;
  const signIn = isOfCloud ? await authorizeHere(address) : null;
  if (signIn === null || (await panel) === null) return { signIn: null, leaveTo: address };
  return { signIn, leaveTo: await signInEarly(signIn, settings, isWanted) };
}
