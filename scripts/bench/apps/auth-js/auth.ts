import NextAuth from "next-auth";

/** Auth.js as its own guide sets it up: one provider, the session in a signed and encrypted cookie. */
export const { handlers, auth } = NextAuth({
  session: { strategy: "jwt" },
  providers: [
    {
      id: "beyondidentity",
      name: "Beyond Identity",
      type: "oidc",
      checks: ["pkce", "state"],
      issuer: process.env.BEYOND_IDENTITY_DISCOVERY?.replace(/\/\.well-known\/.*/, ""),
      clientId: process.env.BEYOND_IDENTITY_CLIENT_ID,
      clientSecret: process.env.BEYOND_IDENTITY_CLIENT_SECRET,
    },
  ],
});
