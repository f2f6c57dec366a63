import "server-only";
import NextAuth, { customFetch, type NextAuthConfig } from "next-auth";
import { authFetch } from "@/lib/auth-fetch";
import { authLogger } from "@/lib/auth-logger";
import { getEnv } from "@/lib/env";
import { admitSignIn } from "@/lib/use-cases/admit-sign-in";

const SESSION_SECONDS = 12 * 60 * 60;

export const { handlers, auth, signIn, signOut } = NextAuth((): NextAuthConfig => {
  const env = getEnv();
  return {
    secret: env.authSecret,
    // AUTH_URL decides the origin, not the Host header.
    trustHost: true,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/account", error: "/auth-error" },
    logger: authLogger,
    providers: [
      {
        id: "beyondidentity",
        name: "Beyond Identity",
        type: "oidc",
        issuer: env.issuer,
        clientId: env.clientId,
        clientSecret: env.clientSecret,
        client: { token_endpoint_auth_method: "client_secret_basic" },
        // Auth.js sends PKCE alone by default.
        checks: ["pkce", "state", "nonce"],
        authorization: { params: { scope: "openid profile email" } },
        profile: ({ sub, name, email, preferred_username }) => ({
          id: sub,
          name,
          email: email ?? preferred_username ?? null,
        }),
        [customFetch]: authFetch,
      },
    ],
    callbacks: {
      signIn: ({ account }) => admitSignIn(account),
      jwt({ token, account, user }) {
        if (!account) return token;
        // Without an adapter Auth.js makes up a new user id at each sign-in; the account is issuer and subject.
        return {
          iss: env.issuer,
          sub: account.providerAccountId,
          name: user.name ?? null,
          email: user.email ?? null,
        };
      },
      session({ session, token }) {
        return {
          expires: session.expires,
          issuer: token.iss,
          user: { id: token.sub, name: token.name, email: token.email },
        };
      },
    },
  };
});
