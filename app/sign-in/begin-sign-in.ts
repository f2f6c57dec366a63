import "client-only";
import * as z from "zod/mini";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import { signInEarly } from "@/components/sign-in/early-sign-in";
import { hasFailedInTab } from "@/components/sign-in/failed-in-tab";
import { authorizeHere } from "@/lib/beyond-identity/browser/authorize-here";
import type { ClientSettings } from "@/lib/env/client-settings";
import "@/lib/zod-without-eval";

const answerSchema = z.object({ address: z.string() });

/** A sign-in that has begun. */
type Begun = {
  /** Where it goes on. */
  address: string;
  /** Whether this page shows what is there. If not, the browser has to go there. */
  isShownHere: boolean;
};

/**
 * Begins a sign-in with a passkey.
 *
 * @param form with `redirectTo`, and with `anew` if the user has to authenticate again
 * @param leaving aborted when the user leaves
 * @returns the sign-in, or null when the server action has to start another one: after a refusal, which its page explains,
 * and soon after a failure in this tab
 * @throws TypeError when the server cannot be reached
 */
export async function beginSignIn(
  form: FormData,
  settings: ClientSettings,
  leaving: AbortSignal,
): Promise<Begun | null> {
  if (hasFailedInTab()) return null;
  const panel = loadAuthenticatePanel().catch(() => null);
  const response = await fetch("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ redirectTo: form.get("redirectTo"), anew: form.has("anew") }),
    signal: leaving,
  });
  const { data } = answerSchema.safeParse(await response.json().catch(() => null));
  if (!data) return null;
  const { address } = data;
  const isOfCloud = new URL(address, window.location.href).origin === settings.cloudOrigin;
  const signIn = isOfCloud ? await authorizeHere(address, leaving) : null;
  if (signIn === null || (await panel) === null) return { address, isShownHere: false };
  const callback = await signInEarly(signIn, settings, leaving);
  return { address: callback ?? signIn, isShownHere: callback === null };
}
