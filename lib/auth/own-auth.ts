import "server-only";
import { type NextRequest, NextResponse } from "next/server";
import type { NextAuthRequest, Session } from "next-auth";
import { type Account, accountOfRequest, currentAccount } from "@/lib/auth/current-account";
import { problemResponse } from "@/lib/http/problem";

/** A route handler or a proxy that reads the session from `request.auth`. */
type Handler<Context> = (
  request: NextAuthRequest,
  context: Context,
) => Response | undefined | Promise<Response | undefined>;

/** A wrapped handler, as Next.js calls it. */
type Wrapped<Context> = (request: NextRequest, context: Context) => Promise<Response>;

/**
 * Replaces Auth.js's `auth` with this app's own reading of the session cookie. The original mixes in cookies of other
 * software, and deletes a valid cookie when the database fails.
 *
 * @returns the session, or null when the user is not signed in
 * @throws Failure `service_unavailable` when the database fails
 */
export function ownAuth(): Promise<Session | null>;
/** Used as the default export of `proxy.ts`, it lets every request pass. */
export function ownAuth(request: NextRequest): Promise<Response>;
/** Wraps a route handler or a proxy. The response is 503 when the database fails. */
export function ownAuth<Context>(handler: Handler<Context>): Wrapped<Context>;
export function ownAuth<Context>(
  given?: NextRequest | Handler<Context>,
): Promise<Session | Response | null> | Wrapped<Context> {
  if (given === undefined) return currentAccount().then(asSession);
  if (typeof given !== "function") return Promise.resolve(NextResponse.next());
  return (request, context) => answerWithSession(request, given, context);
}

async function answerWithSession<Context>(
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
