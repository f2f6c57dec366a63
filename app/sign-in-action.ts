"use server";

import { redirect } from "next/navigation";
import { signIn } from "@/auth";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { errorPageOnFailure } from "@/lib/http/in-action";

/**
 * Starts a sign-in. Three optional fields say where to land (`redirectTo`), which provider to use (`provider`), and
 * that the user has to authenticate again even if the provider still has a session (`anew`).
 */
export async function signInAction(form: FormData): Promise<void> {
  const redirectTo = form.get("redirectTo");
  const options = { redirectTo, provider: form.get("provider"), isFresh: form.has("anew") };
  redirect(await errorPageOnFailure(() => startSignIn(signIn, options), redirectTo));
}
