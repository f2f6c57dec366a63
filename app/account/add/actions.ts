"use server";

import { redirect } from "next/navigation";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import { submitAccountForm } from "@/lib/handlers/submit-account-form";
import { createOwnBindingLink, mailOwnBindingLink } from "@/lib/use-cases/own-passkeys";

/** Mails a link for another device. */
export async function mailLinkAction(_previous: AccountActionState): Promise<AccountActionState> {
  return submitAccountForm(async (account) => {
    await mailOwnBindingLink(account);
    return { status: "done" };
  });
}

/** Redirects to the page that creates a passkey in this browser. */
export async function createHereAction(_previous: AccountActionState): Promise<AccountActionState> {
  let link: string | undefined;
  const state = await submitAccountForm(async (account) => {
    link = await createOwnBindingLink(account);
    return { status: "done" };
  });
  if (link) redirect(link);
  return state;
}
