"use server";

import { RedirectType, redirect } from "next/navigation";
import { signIn } from "@/auth";
import { startSignIn } from "@/lib/auth/start-sign-in";
import { errorPageOnFailure } from "@/lib/http/in-action";
import { DEFAULT_PATH } from "@/lib/redirect-path";
import { noteBoundPasskey } from "@/lib/use-cases/note-bound-passkey";

/**
 * Signs in with the passkey that was just created.
 *
 * @param query of the bind page, without the link's token
 */
export async function finishBindingAction(query: string): Promise<void> {
  const address = await errorPageOnFailure(async () => {
    await noteBoundPasskey(Object.fromEntries(new URLSearchParams(String(query))));
    return startSignIn(signIn, { redirectTo: DEFAULT_PATH });
  });
  // The used link leaves no entry in the browser's history.
  redirect(address, RedirectType.replace);
}
