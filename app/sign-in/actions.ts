"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { signIn } from "@/auth";
import { withAuthFailureAddress } from "@/lib/auth-failure";
import { requireSameOrigin } from "@/lib/http/same-origin";
import { safeRedirectPath } from "@/lib/redirect-path";

/** Starts a sign-in with Beyond Identity; the optional field `redirectTo` says where to land. */
export async function signInAction(form: FormData): Promise<void> {
  requireSameOrigin(await headers());
  const redirectTo = safeRedirectPath(form.get("redirectTo"));
  redirect(
    await withAuthFailureAddress(() => signIn("beyondidentity", { redirectTo, redirect: false })),
  );
}
