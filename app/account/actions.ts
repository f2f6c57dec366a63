"use server";

import { headers } from "next/headers";
import { signOut } from "@/auth";
import { requireSameOrigin } from "@/lib/http/same-origin";

/** Ends this session. */
export async function signOutAction(): Promise<void> {
  requireSameOrigin(await headers());
  await signOut({ redirectTo: "/" });
}
