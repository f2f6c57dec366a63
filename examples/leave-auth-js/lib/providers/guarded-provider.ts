import "server-only";
import { z } from "zod";
import { isLoopback } from "@/lib/env/cloud-guard";
import { EnvironmentError } from "@/lib/env/environment-error";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import type { Provider } from "@/lib/providers/provider";

/** A provider whose description is valid. */
export type GuardedProvider = {
  id: string;
  /** The name on the sign-in page. */
  name: string;
  /** The issuer in the key of an account. For a provider without OpenID Connect, a fixed name. */
  issuer: string;
  /** What its id tokens are verified against. Null for plain OAuth, which has no id tokens. */
  relyingParty: RelyingParty | null;
  provider: Provider;
};

const descriptionSchema = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z
    .url({ protocol: /^https?$/, error: "has no issuer" })
    .refine((issuer) => issuer.startsWith("https:") || isLoopback(new URL(issuer)), {
      error: "has an issuer that is not https",
    }),
  clientId: z.string("has no client id").min(1, "has no client id"),
});

/**
 * Checks the description of a provider.
 *
 * @param own.issuer the issuer in the keys of accounts, for a plain OAuth provider
 * @param own.endpointsOnOtherHosts as in `RelyingParty`
 * @throws EnvironmentError naming the provider and the part of its configuration that is not valid
 */
export function guardProvider(
  provider: Provider,
  own: { issuer?: string; endpointsOnOtherHosts?: boolean } = {},
): GuardedProvider {
  const isOpenId = provider.type === "oidc";
  const accountIssuer = isOpenId ? provider.issuer : own.issuer;
  const parsed = descriptionSchema.safeParse({ ...provider, issuer: accountIssuer });
  if (!parsed.success) throw refusal(provider.id, parsed.error.issues);
  const { id, name, issuer, clientId } = parsed.data;
  const { endpointsOnOtherHosts = true } = own;
  const relyingParty = isOpenId ? { issuer, clientId, endpointsOnOtherHosts } : null;
  return { id, name, issuer, relyingParty, provider };
}

function refusal(id: string, issues: { message: string }[]): EnvironmentError {
  return new EnvironmentError(
    issues.map(({ message }) => ({ variable: `provider ${id}`, problem: message })),
  );
}
