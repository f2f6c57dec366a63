"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { inAction } from "@/lib/http/in-action";
import { startSignIn } from "@/lib/use-cases/start-sign-in";

/** Starts a sign-in; the optional fields say where to land (`redirectTo`) and with whom (`provider`). */
export async function signInAction(form: FormData): Promise<void> {
  const received = await headers();
  redirect(
    await inAction(() => startSignIn(received, form.get("redirectTo"), form.get("provider"))),
  );
}
