import "server-only";
import { type Configuration, fetchProtectedResource } from "openid-client";
import { z } from "zod";
import type { OAuthProvider } from "@/lib/providers/provider";

const API = "https://api.github.com";

const profileSchema = z.object({
  id: z.union([z.number(), z.string()]).transform(String),
  login: z.string(),
  name: z.string().nullish(),
  email: z.string().nullish(),
});
const emailsSchema = z.array(z.object({ email: z.string(), primary: z.boolean() }));

/** @returns the provider for a GitHub OAuth app (https://docs.github.com/en/apps/oauth-apps). */
export function gitHub(settings: { clientId: string; clientSecret: string }): OAuthProvider {
  return {
    ...settings,
    type: "oauth",
    id: "github",
    name: "GitHub",
    // The `iss` of its authorization responses (RFC 9207).
    issuer: "https://github.com/login/oauth",
    parameters: { scope: "read:user user:email" },
    endpoints: {
      authorization_endpoint: "https://github.com/login/oauth/authorize",
      token_endpoint: "https://github.com/login/oauth/access_token",
    },
    async fetchUser(config, token) {
      const profile = profileSchema.parse(await read(config, token, "/user"));
      const email = profile.email ?? (await primaryEmail(config, token));
      return { id: profile.id, name: profile.name ?? profile.login, email };
    },
  };
}

/** Of a user who shows no address in the profile. */
async function primaryEmail(config: Configuration, token: string): Promise<string | null> {
  const emails = emailsSchema.parse(await read(config, token, "/user/emails"));
  return emails.find(({ primary }) => primary)?.email ?? null;
}

async function read(config: Configuration, token: string, path: string): Promise<unknown> {
  const response = await fetchProtectedResource(config, token, new URL(`${API}${path}`), "GET");
  return response.json();
}
