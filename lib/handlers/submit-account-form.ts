import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { type Account, currentAccount } from "@/lib/auth/current-account";
import { Failure, type FailureCode, failureCodeOf } from "@/lib/failure";
import type { AccountActionState } from "@/lib/handlers/account-action-state";
import { inAction } from "@/lib/http/in-action";
import { limitAccount } from "@/lib/rate-limits/limit-account";
import { onTheWay } from "@/lib/redirect-path";
import { requestedPath } from "@/lib/request/requested-path";

const SIGN_IN_AGAIN: (FailureCode | "offline")[] = ["fresh_sign_in_required", "session_ended"];

/**
 * Runs what a form of the account pages asks for. Whoever has to sign in (again) first is sent there, and comes back.
 *
 * @param run given who is signed in; what it returns is shown
 */
export async function submitAccountForm(
  run: (account: Account) => Promise<AccountActionState>,
): Promise<AccountActionState> {
  const state = await attempt(run);
  if (state.status === "failed" && SIGN_IN_AGAIN.includes(state.code)) {
    const target = requestedPath(await headers());
    redirect(onTheWay("/sign-in", { target, error: state.code }));
  }
  return state;
}

async function attempt(
  run: (account: Account) => Promise<AccountActionState>,
): Promise<AccountActionState> {
  try {
    return await inAction(async () => {
      const account = await currentAccount();
      if (!account) throw new Failure("session_ended");
      await limitAccount(account, "request");
      return run(account);
    });
  } catch (error) {
    return { status: "failed", code: failureCodeOf(error) };
  }
}
