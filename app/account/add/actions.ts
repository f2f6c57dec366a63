"use server";

import { redirect } from "next/navigation";
import { type AccountFormState, submitForm } from "@/app/account/submit-form";
import { createOwnBindingLink, mailOwnBindingLink } from "@/lib/use-cases/own-passkeys";

/** Mails a link for another device. */
export async function mailLinkAction(_previous: AccountFormState): Promise<AccountFormState> {
  return submitForm(async (account) => {
    await mailOwnBindingLink(account);
    return { status: "done" };
  });
}

/** Redirects to the page that creates a passkey in this browser. */
export async function createHereAction(_previous: AccountFormState): Promise<AccountFormState> {
  let link: string | undefined;
  const state = await submitForm(async (account) => {
    link = await createOwnBindingLink(account);
    return { status: "done" };
  });
  if (link) redirect(link);
  return state;
}
