"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { leadOnFailure } from "@/lib/http/in-action";
import { startSignIn } from "@/lib/use-cases/start-sign-in";

/** Starts a sign-in; the optional fields say where to land (`redirectTo`) and with whom (`provider`). */
export async function signInAction(form: FormData): Promise<void> {
  const received = await headers();
  const redirectTo = form.get("redirectTo");
  redirect(
    await leadOnFailure(() => startSignIn(received, redirectTo, form.get("provider")), redirectTo),
  );
}
