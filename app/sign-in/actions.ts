"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { leadOnFailure } from "@/lib/http/in-action";

/**
 * Starts a sign-in; the optional fields say where to land (`redirectTo`), with whom (`provider`), and that the person has to
 * prove anew who they are (`anew`).
 */
export async function signInAction(form: FormData): Promise<void> {
  const received = await headers();
  const redirectTo = form.get("redirectTo");
  const start = () => startSignIn(received, redirectTo, form.get("provider"), form.has("anew"));
  redirect(await leadOnFailure(start, redirectTo));
}
