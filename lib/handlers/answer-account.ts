import "server-only";
import { type Account, currentAccount } from "@/lib/auth/current-account";
import { Failure } from "@/lib/failure";
import { answerRoute } from "@/lib/http/answer-route";
import { readJson } from "@/lib/http/read-json";
import { limitAccount } from "@/lib/rate-limits/limit-account";

/**
 * Answers a request of one of our JSON routes for the person who is signed in; anybody else gets 401.
 *
 * @param answer what the route does for them
 */
export function answerAccount(
  request: Request,
  answer: (account: Account) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => answer(await knownAccount("request")));
}

/**
 * The same for a request that closes ways into the account. It has room of its own, which no other session uses up: whoever
 * finds an intruder must be able to get rid of them.
 */
export function answerClosing(
  request: Request,
  answer: (account: Account) => Promise<Response>,
): Promise<Response> {
  return answerRoute(request, async () => answer(await knownAccount("closing")));
}

/**
 * The same for a request with a JSON body. It is read before anything is looked up: a body comes at the sender's pace, and
 * the session may end meanwhile.
 *
 * @param answer given who is signed in, and the body as sent
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

/** @returns the answer to a request after which there is nothing to say. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}
