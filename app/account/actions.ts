"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { farewellAddress } from "@/lib/accounts/farewell";
import { forgetSessionCookie } from "@/lib/auth/cookies/session-cookie";
import { endThisSession } from "@/lib/auth/own-sign-out";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import { submitAccountForm } from "@/lib/handlers/submit-account-form";
import { inAction, leadOnFailure } from "@/lib/http/in-action";
import { askBackend, type BackendAnswer } from "@/lib/use-cases/ask-backend";
import { deleteOwnAccount } from "@/lib/use-cases/delete-account";
import {
  createOwnBindingLink,
  isLastPasskey,
  mailOwnBindingLink,
  revokeOwnPasskey,
} from "@/lib/use-cases/own-passkeys";
import { endAllSessions, endOwnSession } from "@/lib/use-cases/own-sessions";
import { requireFreshSignIn } from "@/lib/use-cases/require-fresh-sign-in";

const DONE = { status: "done" } as const;
const idSchema = z.string().min(1).max(100);

/** Ends this session, whatever else the browser keeps beside its cookie. */
export async function signOutAction(): Promise<void> {
  redirect(
    await leadOnFailure(async () => {
      await endThisSession();
      return "/";
    }),
  );
}

/** Ends one other session. */
export async function endSessionAction(
  _previous: AccountActionState,
  form: FormData,
): Promise<AccountActionState> {
  return submitAccountForm(async (account) => {
    await endOwnSession(account, idSchema.parse(form.get("id")));
    revalidatePath("/account");
    return DONE;
  });
}

/** Ends every session, this one too. */
export async function signOutEverywhereAction(
  _previous: AccountActionState,
): Promise<AccountActionState> {
  const state = await submitAccountForm(async (account) => {
    await endAllSessions(account);
    return DONE;
  });
  if (state.status !== "done") return state;
  forgetSessionCookie(await cookies());
  redirect("/");
}

/** Deletes the account, once the person has been asked again. */
export async function deleteAccountAction(
  _previous: AccountActionState,
  form: FormData,
): Promise<AccountActionState> {
  let passkeyIds: string[] = [];
  const state = await submitAccountForm(async (account) => {
    requireFreshSignIn(account);
    if (form.get("confirmed") !== "yes") return { status: "confirm" };
    passkeyIds = await deleteOwnAccount(account);
    return DONE;
  });
  if (state.status !== "done") return state;
  forgetSessionCookie(await cookies());
  redirect(await farewellAddress(passkeyIds));
}

/** Revokes a passkey; of the last one the person is asked once more. */
export async function revokePasskeyAction(
  _previous: AccountActionState,
  form: FormData,
): Promise<AccountActionState> {
  return submitAccountForm(async (account) => {
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

/** Leads to the page where another passkey is made, for somebody who has just proved that it is them. */
export async function addPasskeyAction(_previous: AccountActionState): Promise<AccountActionState> {
  const state = await submitAccountForm(async (account) => {
    requireFreshSignIn(account);
    return DONE;
  });
  if (state.status === "done") redirect("/account/add");
  return state;
}

/** Asks the backend, in the name of whoever is signed in. */
export async function callBackendAction(_previous: BackendAnswer | null): Promise<BackendAnswer> {
  return inAction(askBackend);
}

/** Mails a link for another device. */
export async function mailLinkAction(_previous: AccountActionState): Promise<AccountActionState> {
  return submitAccountForm(async (account) => {
    await mailOwnBindingLink(account);
    return DONE;
  });
}

/** Leads straight to making a passkey in this browser. */
export async function createHereAction(_previous: AccountActionState): Promise<AccountActionState> {
  let link: string | undefined;
  const state = await submitAccountForm(async (account) => {
    link = await createOwnBindingLink(account);
    return DONE;
  });
  if (link) redirect(link);
  return state;
}
