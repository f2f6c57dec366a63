import "server-only";
import { z } from "zod";
import { requestCloud } from "@/lib/beyond-identity/cloud-request";
import { BeyondIdentityError } from "@/lib/beyond-identity/errors";
import { requireThat } from "@/lib/require-that";

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The part of the discovery document that the app uses. */
export type Discovery = z.infer<typeof discoverySchema>;

/**
 * @param issuer the configured issuer, without a trailing slash
 * @returns its discovery document (OpenID Connect Discovery 1.0 section 4)
 * @throws BeyondIdentityError when it cannot be had, names another issuer, or keeps its keys on another host
 */
export async function fetchDiscovery(issuer: string): Promise<Discovery> {
  const operation = "fetch discovery document";
  const discovery = await requestCloud({
    operation,
    url: new URL(`${issuer}/.well-known/openid-configuration`),
    method: "GET",
    headers: {},
    idempotent: true,
    schema: discoverySchema,
  });
  const invalid = () => new BeyondIdentityError("cloud_response_invalid", operation);
  requireThat(discovery.issuer === issuer, invalid);
  requireThat(new URL(discovery.jwks_uri).origin === new URL(issuer).origin, invalid);
  return discovery;
}
