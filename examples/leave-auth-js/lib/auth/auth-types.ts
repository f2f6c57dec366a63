import type { NextRequest } from "next/server";

/** The response of a token endpoint, with the subject that it is about. */
export type Account = {
  /** Id of the provider. */
  provider: string;
  type: "oidc" | "oauth";
  providerAccountId: string;
  token_type?: string;
  access_token?: string;
  refresh_token?: string | undefined;
  id_token?: string | undefined;
  /** In seconds since 1970. */
  expires_at?: number | undefined;
};

/** What a provider says about a user. */
export type User = { id: string; name?: string | null; email?: string | null };

/** The session as pages and the browser see it. */
export type Session = {
  user: { id: string; name: string | null; email: string | null };
  expires: string;
};

/** A request for a handler that `auth` wraps. */
export type NextAuthRequest = NextRequest & { auth: Session | null };
