import "server-only";
import { answerRoute } from "@/lib/http/answer-route";
import { type Account, currentAccount } from "@/lib/session";
import { SessionError } from "@/lib/sessions/session-error";

/**
 * Answers a request of one of our JSON routes for the person who is signed in; anybody else gets 401.
 *
 * @param answer what the route does for them
 */
export function answerAccount(
  request: Request,
  answer: (account: Account) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => {
    const account = await currentAccount();
    if (!account) throw new SessionError("session_ended");
    return answer(account);
  });
}

/** @returns the answer to a request after which there is nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
