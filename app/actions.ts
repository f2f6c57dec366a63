"use server";

import { redirect } from "next/navigation";
import { signIn } from "@/auth";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { leadOnFailure } from "@/lib/http/in-action";

/**
 * Starts a sign-in; the optional fields say where to land (`redirectTo`), with whom (`provider`), and that the person has to
 * prove anew who they are (`anew`).
 */
export async function signInAction(form: FormData): Promise<void> {
  const redirectTo = form.get("redirectTo");
  const wish = { redirectTo, provider: form.get("provider"), isFresh: form.has("anew") };
  redirect(await leadOnFailure(() => startSignIn(signIn, wish), redirectTo));
}
