import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import type { NextAuthRequest, Session } from "next-auth";
import { type Account, accountOfRequest, currentAccount } from "@/lib/auth/current-account";
import { problemResponse } from "@/lib/http/problem";

/** A route handler or a proxy that wants to know who is signed in, as `request.auth`. */
type Handler<Context> = (
  request: NextAuthRequest,
  context: Context,
) => Response | undefined | Promise<Response | undefined>;

/** The same as Next.js calls it. */
type Wrapped<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/**
 * Auth.js's `auth`, by our own reading of the cookie. Its own one joins cookies of other software to ours, and deletes a
 * good cookie when it cannot be read or the database does not answer.
 *
 * @returns who is signed in, or null
 * @throws Failure `service_unavailable` when it cannot be known
 */
export function ownAuth(): Promise<Session | null>;
/** As the default export of `proxy.ts`: lets every request pass. */
export function ownAuth(request: NextRequest): Promise<Response>;
/** Around a route handler or a proxy: one that needs a database which does not answer is answered with 503. */
export function ownAuth<Context>(handler: Handler<Context>): Wrapped<Context>;
export function ownAuth<Context>(
  given?: NextRequest | Handler<Context>,
): Promise<Session | Response | null> | Wrapped<Context> {
  if (given === undefined) return currentAccount().then(asSession);
  if (typeof given !== "function") return Promise.resolve(NextResponse.next());
  return (request, context) => answerKnowing(request, given, context);
}

async function answerKnowing<Context>(
  request: NextRequest,
  handler: Handler<Context>,
  context: Context,
): Promise<Response> {
  try {
    const auth = asSession(await accountOfRequest(request.headers));
    return (await handler(Object.assign(request, { auth }), context)) ?? NextResponse.next();
  } catch (error) {
    return problemResponse(error);
  }
}

function asSession(account: Account | null): Session | null {
  if (!account) return null;
  const { issuer, identityId: id, name, email, expiresAt } = account;
  const session = { user: { id, name, email }, issuer, expires: expiresAt.toISOString() };
  return session;
}
