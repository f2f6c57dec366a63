import "server-only";
import { redirect } from "next/navigation";
import { inAction } from "@/lib/http/in-action";
import { type Account, currentAccount } from "@/lib/session";
import { SessionError } from "@/lib/sessions/session-error";
import type { AccountActionState } from "@/lib/use-cases/account-action-state";
import type { FailureCode } from "@/lib/use-cases/failure-code";
import { failureCodeOf } from "@/lib/use-cases/failure-of";

const SIGN_IN_AGAIN: FailureCode[] = ["fresh_sign_in_required", "session_ended"];

/**
 * Runs what a form of the account page asks for. Whoever has to sign in (again) first is sent there.
 *
 * @param run given who is signed in; what it returns is shown
 */
export async function submitAccountForm(
  run: (account: Account) => Promise<AccountActionState>,
): Promise<AccountActionState> {
  const state = await attempt(run);
  if (state.status === "failed" && SIGN_IN_AGAIN.includes(state.code)) {
    redirect(`/sign-in?error=${state.code}&redirectTo=/account`);
  }
  return state;
}

async function attempt(
  run: (account: Account) => Promise<AccountActionState>,
): Promise<AccountActionState> {
  try {
    return await inAction(async () => {
      const account = await currentAccount();
      if (!account) throw new SessionError("session_ended");
      return run(account);
    });
  } catch (error) {
    return { status: "failed", code: failureCodeOf(error) };
  }
}
