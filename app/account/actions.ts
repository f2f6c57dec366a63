"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { type AccountFormState, submitClosingForm, submitForm } from "@/app/account/submit-form";
import { accountDeletedAddress } from "@/lib/accounts/account-deleted-address";
import { forgetSessionCookie } from "@/lib/auth/cookies/session-cookie";
import { deleteOwnAccount } from "@/lib/use-cases/delete-account";
import { isLastPasskey, revokeOwnPasskey } from "@/lib/use-cases/own-passkeys";
import { endAllSessions, endOwnSession } from "@/lib/use-cases/own-sessions";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

const DONE = { status: "done" } as const;
const idSchema = z.string().min(1).max(100);

/** Ends one other session. */
export async function endSessionAction(
  _previous: AccountFormState,
  form: FormData,
): Promise<AccountFormState> {
  return submitClosingForm(async (account) => {
    await endOwnSession(account, idSchema.parse(form.get("id")));
    revalidatePath("/account");
    return DONE;
  });
}

/** Ends every session of the account, including this one. */
export async function signOutEverywhereAction(
  _previous: AccountFormState,
): Promise<AccountFormState> {
  const state = await submitClosingForm(async (account) => {
    await endAllSessions(account);
    return DONE;
  });
  if (state.status !== "done") return state;
  forgetSessionCookie(await cookies());
  redirect("/");
}

/** Deletes the account, after a second click that confirms it. */
export async function deleteAccountAction(
  _previous: AccountFormState,
  form: FormData,
): Promise<AccountFormState> {
  let passkeyIds: string[] = [];
  const state = await submitClosingForm(async (account) => {
    requireFreshSignIn(account);
    if (form.get("confirmed") !== "yes") return { status: "confirm" };
    passkeyIds = await deleteOwnAccount(account);
    return DONE;
  });
  if (state.status !== "done") return state;
  forgetSessionCookie(await cookies());
  redirect(await accountDeletedAddress(passkeyIds));
}

/** Revokes a passkey. The last one takes a second click that confirms it. */
export async function revokePasskeyAction(
  _previous: AccountFormState,
  form: FormData,
): Promise<AccountFormState> {
  return submitClosingForm(async (account) => {
    const id = idSchema.parse(form.get("id"));
    requireFreshSignIn(account);
    if (form.get("confirmed") !== "yes" && (await isLastPasskey(account, id))) {
      return { status: "confirm" };
    }
    await revokeOwnPasskey(account, id);
    revalidatePath("/account");
    return DONE;
  });
}

/** Redirects to the page that adds a passkey. Needs a fresh sign-in. */
export async function addPasskeyAction(_previous: AccountFormState): Promise<AccountFormState> {
  const state = await submitForm(async (account) => {
    requireFreshSignIn(account);
    return DONE;
  });
  if (state.status === "done") redirect("/account/add");
  return state;
}
