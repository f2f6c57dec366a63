import "server-only";
import { headers } from "next/headers";
import NextAuth, { type NextAuthConfig } from "next-auth";
import { encode } from "next-auth/jwt";
import { z } from "zod";
import { admitSignIn } from "@/lib/auth/admit-sign-in";
import { authProviders } from "@/lib/auth/auth-providers";
import { beginSession } from "@/lib/auth/begin-session";
import { authCookies } from "@/lib/auth/cookies/auth-cookies";
import { sessionCookiesOf } from "@/lib/auth/cookies/session-cookie";
import { authLogger } from "@/lib/auth/logger";
import { ownAuth } from "@/lib/auth/own-auth";
import { ownSignIn } from "@/lib/auth/own-sign-in";
import { ownSignOut } from "@/lib/auth/own-sign-out";
import { endLookedUpSession, lookUpSession } from "@/lib/auth/session-lookup";
import { getEnv } from "@/lib/env/env";
import { safeRedirectPath } from "@/lib/redirect-path";
import { ABSOLUTE_LIMIT_MS } from "@/lib/session-limits";
import type { Session } from "@/lib/sessions/registry";

const sessionIdSchema = z.string();

const authJs = NextAuth(async (request): Promise<NextAuthConfig> => {
  const env = getEnv();
  const received = request?.headers ?? (await headers());
  return {
    secret: env.authSecrets,
    // AUTH_URL decides the origin, not the Host header.
    trustHost: true,
    basePath: "/api/auth",
    cookies: authCookies(env.appOrigin, received),
    session: { strategy: "jwt", maxAge: ABSOLUTE_LIMIT_MS / 1000 },
    // The cookie carries the session's id alone. Everything else is in the registry.
    jwt: { encode: (params) => encode({ ...params, token: { sid: params.token?.sid } }) },
    pages: { signIn: "/sign-in", signOut: "/account", error: "/auth-error" },
    logger: authLogger,
    providers: authProviders(env),
    callbacks: {
      signIn: ({ account }) => admitSignIn(account),
      redirect: ({ url }) => `${env.appOrigin}${safeRedirectPath(url, env.appOrigin)}`,
      async jwt({ token, account, user }) {
        const session = account
          ? await beginSession(account, user)
          : await lookUpSession(sessionIdSchema.parse(token.sid));
        return session && jwtClaimsOf(session);
      },
      session({ session, token }) {
        return {
          expires: session.expires,
          issuer: token.iss,
          user: { id: token.sub, name: token.name, email: token.email },
        };
      },
    },
    events: {
      async signOut() {
        for (const { sessionId } of await sessionCookiesOf(received)) {
          await endLookedUpSession(sessionId);
        }
      },
    },
  };
});

export const { handlers } = authJs;
export const signIn = ownSignIn(authJs.signIn);
export { ownAuth as auth, ownSignOut as signOut };

/** The claims that Auth.js passes to the other callbacks. They never leave the server. */
function jwtClaimsOf({ id, issuer, identityId, name, email }: Session) {
  return { sid: id, iss: issuer, sub: identityId, name, email };
}
