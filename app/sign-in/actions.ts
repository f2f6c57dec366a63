"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { inAction } from "@/lib/http/in-action";
import { startSignIn } from "@/lib/use-cases/start-sign-in";

/** Starts a sign-in with Beyond Identity; the optional field `redirectTo` says where to land. */
export async function signInAction(form: FormData): Promise<void> {
  const received = await headers();
  redirect(await inAction(() => startSignIn(received, form.get("redirectTo"))));
}
