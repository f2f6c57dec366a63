import "client-only";
import * as z from "zod/mini";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import { signInEarly } from "@/components/sign-in/early-sign-in";
import { authorizeHere } from "@/lib/beyond-identity/browser/authorize-here";
import type { ClientSettings } from "@/lib/env/client-settings";
import "@/lib/zod-without-eval";

const answerSchema = z.object({ address: z.string() });

/** A sign-in that has begun, and whether this page goes on to show it. If not, the browser has to open the address. */
type Begun = { address: string; staysHere: boolean };

/**
 * Begins a sign-in with a passkey.
 *
 * @param form with `redirectTo`, and with `anew` if the user has to authenticate again
 * @returns the sign-in, or null when the server refuses
 * @throws TypeError when the server cannot be reached
 */
export async function beginSignIn(form: FormData, settings: ClientSettings): Promise<Begun | null> {
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
  if (signIn === null || (await panel) === null) return { address, staysHere: false };
  const callback = await signInEarly(signIn, settings);
  if (callback !== null) return { address: callback, staysHere: false };
  return { address: signIn, staysHere: true };
}
