import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type Account, currentAccount } from "@/lib/auth/current-account";
import { Failure, type FailureCode, failureCodeOf } from "@/lib/failure";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import { inAction } from "@/lib/http/in-action";
import { limitAccount } from "@/lib/rate-limits/limit-account";
import { authPagePath } from "@/lib/redirect-path";
import { requestedPath } from "@/lib/request/requested-path";

type Run = (account: Account) => Promise<AccountActionState>;

const SIGN_IN_AGAIN: (FailureCode | "offline")[] = ["fresh_sign_in_required", "session_ended"];

/**
 * Runs the action of a form on the account pages. When the action needs a new sign-in, it redirects to the sign-in
 * page. After signing in, the user returns to the form.
 *
 * @param run the action for the signed-in account. It returns the state that the form shows.
 */
export function submitAccountForm(run: Run): Promise<AccountActionState> {
  return submit(run, "request");
}

/**
 * Runs a form that ends sessions, revokes a passkey or deletes the account. It has a counter that no other session uses up.
 *
 * @param run the action for the signed-in account. It returns the state that the form shows.
 */
export function submitClosingForm(run: Run): Promise<AccountActionState> {
  return submit(run, "closing");
}

async function submit(run: Run, what: "request" | "closing"): Promise<AccountActionState> {
  const state = await attempt(run, what);
  if (state.status === "failed" && SIGN_IN_AGAIN.includes(state.code)) {
    const target = requestedPath(await headers());
    redirect(authPagePath("/sign-in", { target, error: state.code }));
  }
  return state;
}

async function attempt(run: Run, what: "request" | "closing"): Promise<AccountActionState> {
  try {
    return await inAction(async () => {
      const account = await currentAccount();
      if (!account) throw new Failure("session_ended");
      await limitAccount(account, what);
      return run(account);
    });
  } catch (error) {
    return { status: "failed", code: failureCodeOf(error) };
  }
}
