import type { Configuration } from "openid-client";
import { z } from "zod";
import type { User } from "@/lib/auth/auth-types";

/** What every provider has. */
type Described = {
  id: string;
  /** The name on the sign-in page. */
  name: string;
  /** The exact issuer identifier. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Of each authorization request, besides those of the flow. */
  parameters: Record<string, string>;
};

/** A provider with OpenID Connect. The id token tells who has signed in. */
export type OpenIdProvider = Described & {
  type: "oidc";
  userFrom: (claims: Claims) => User;
};

/** A provider with plain OAuth. It has no discovery document, and an API tells who has signed in. */
export type OAuthProvider = Described & {
  type: "oauth";
  endpoints: { authorization_endpoint: string; token_endpoint: string };
  fetchUser: (config: Configuration, accessToken: string) => Promise<User>;
};

/** A provider to sign in with. */
export type Provider = OpenIdProvider | OAuthProvider;

export const claimsSchema = z.object({
  sub: z.string(),
  name: z.string().optional(),
  email: z.string().optional(),
  preferred_username: z.string().optional(),
});

/** The claims of an id token that describe the user. */
type Claims = z.infer<typeof claimsSchema>;
