import "server-only";
import { type Account, currentAccount } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { answerRoute } from "@/lib/http/answer-route";
import { readJson } from "@/lib/http/read-json";
import { limitAccount } from "@/lib/rate-limits/limit-account";

/**
 * Answers a request for a JSON route that needs a signed-in user. Without one the response is 401.
 *
 * @param answer handles the request for the account
 */
export function answerAccount(
  request: Request,
  answer: (account: Account) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => answer(await knownAccount("request")));
}

/**
 * Answers a request that ends sessions, revokes a passkey or deletes the account. Without a signed-in user the response is
 * 401. Such requests have a counter of their own, which no other session uses up: a user who finds an intruder must be able
 * to lock them out.
 *
 * @param answer handles the request for the account
 */
export function answerClosing(
  request: Request,
  answer: (account: Account) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => answer(await knownAccount("closing")));
}

/**
 * Answers a request with a JSON body for a route that needs a signed-in user. Without one the response is 401. It reads
 * the body before it looks up the session, because the client can send the body slowly and the session may end
 * meanwhile.
 *
 * @param answer handles the request for the account. The body is not yet validated.
 */
export function answerAccountBody(
  request: Request,
  answer: (account: Account, body: unknown) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => {
    const [read] = await Promise.allSettled([readJson(request)]);
    const account = await knownAccount("request");
    if (read.status === "rejected") throw read.reason;
    return answer(account, read.value);
  });
}

async function knownAccount(what: "request" | "closing"): Promise<Account> {
  const account = await currentAccount();
  if (!account) throw new Failure("session_ended");
  await limitAccount(account, what);
  return account;
}

/** @returns a response without content (204). */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
