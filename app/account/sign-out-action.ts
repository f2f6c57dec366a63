"use server";

import { redirect } from "next/navigation";
import { endThisSession } from "@/lib/auth/own-sign-out";
import { errorPageOnFailure } from "@/lib/http/in-action";

/** Ends this session, and no other. */
export async function signOutAction(): Promise<void> {
  redirect(
    await errorPageOnFailure(async () => {
      await endThisSession();
      return "/";
    }),
  );
}
