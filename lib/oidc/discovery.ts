import "server-only";
import { z } from "zod";
import { requestCloud } from "@/lib/beyond-identity/cloud/cloud-request";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { requireThat } from "@/lib/require-that";

const OPERATION = "fetch discovery document";

const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
});

/** The part of the discovery document that the app uses. */
export type Discovery = z.infer<typeof discoverySchema>;

type Issuer = Omit<RelyingParty, "clientId">;

/**
 * @returns the issuer's discovery document (OpenID Connect Discovery 1.0 section 4)
 * @throws BeyondIdentityError when it cannot be fetched, or is not acceptable
 */
export async function fetchDiscovery(issuer: Issuer): Promise<Discovery> {
  const document = await requestCloud({
    operation: OPERATION,
    url: new URL(`${issuer.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`),
    method: "GET",
    headers: {},
    idempotent: true,
    schema: z.unknown(),
  });
  return acceptDiscovery(document, issuer);
}

/**
 * Accepts a discovery document only as that of this issuer. The client secret goes to its token endpoint, and its keys
 * decide who signs in.
 *
 * @throws BeyondIdentityError `issuer_mismatch` when the document names another issuer, `cloud_response_invalid` when it
 * lacks an endpoint or has one on a host that is not allowed
 */
export function acceptDiscovery(
  document: unknown,
  { issuer, endpointsOnOtherHosts }: Issuer,
): Discovery {
  const invalid = () => new BeyondIdentityError("cloud_response_invalid", OPERATION);
  const mismatch = () => new BeyondIdentityError("issuer_mismatch", OPERATION);
  const parsed = discoverySchema.safeParse(document);
  requireThat(parsed.success, invalid);
  const discovery = parsed.data;
  requireThat(discovery.issuer === issuer, mismatch);
  const { authorization_endpoint, token_endpoint, jwks_uri } = discovery;
  const endpoints = [authorization_endpoint, token_endpoint, jwks_uri].map((url) => new URL(url));
  const own = new URL(issuer).origin;
  const foreign = endpoints.filter(({ origin }) => origin !== own);
  requireThat(foreign.length === 0 || endpointsOnOtherHosts, invalid);
  requireThat(
    foreign.every(({ protocol }) => protocol === "https:"),
    invalid,
  );
  return discovery;
}
