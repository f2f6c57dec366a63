import "server-only";
import { z } from "zod";
import { requestCloud } from "@/lib/beyond-identity/cloud/cloud-request";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import type { RelyingParty } from "@/lib/oidc/relying-party";
import { requireThat } from "@/lib/require-that";

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The part of the discovery document that the app uses. */
export type Discovery = z.infer<typeof discoverySchema>;

/**
 * @returns the issuer's discovery document (OpenID Connect Discovery 1.0 section 4)
 * @throws BeyondIdentityError when it cannot be fetched, names another issuer, or has its keys on a host that is not
 * allowed
 */
export async function fetchDiscovery({
  issuer,
  keysOnOtherHost,
}: Omit<RelyingParty, "clientId">): Promise<Discovery> {
  const operation = "fetch discovery document";
  const discovery = await requestCloud({
    operation,
    url: new URL(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`),
    method: "GET",
    headers: {},
    idempotent: true,
    schema: discoverySchema,
  });
  const invalid = () => new BeyondIdentityError("cloud_response_invalid", operation);
  requireThat(discovery.issuer === issuer, invalid);
  const { origin, protocol } = new URL(discovery.jwks_uri);
  const isOwn = origin === new URL(issuer).origin;
  requireThat(isOwn || (keysOnOtherHost && protocol === "https:"), invalid);
  return discovery;
}
