import { decodeJwt } from "jose";
import { z } from "zod";
import "@/lib/zod-without-eval";

const requestSchema = z.object({
  exp: z.number(),
  authn: z.object({
    base_url: z.url(),
    tid: z.string(),
    rid: z.string(),
    aid: z.string(),
    redirect_uri: z.url(),
  }),
});

/** Whom a sign-in request is from and where it will lead. Not verified here: the SDK checks its signature. */
export type AuthenticationRequest = {
  cloudOrigin: string;
  tenantId: string;
  realmId: string;
  applicationId: string;
  redirectUri: string;
  expiresAt: Date;
};

/**
 * Reads the `request` parameter of the address that the cloud sends a signing-in browser to.
 *
 * @returns the request, or null when it is missing or of another form
 */
export function parseAuthenticationRequest(address: string): AuthenticationRequest | null {
  const claims = requestSchema.safeParse(decode(new URL(address).searchParams.get("request")));
  if (!claims.success) return null;
  const { exp, authn } = claims.data;
  return {
    cloudOrigin: new URL(authn.base_url).origin,
    tenantId: authn.tid,
    realmId: authn.rid,
    applicationId: authn.aid,
    redirectUri: authn.redirect_uri,
    expiresAt: new Date(exp * 1000),
  };
}

const stateSchema = z.object({ authn: z.object({ state: z.string() }) });

/**
 * @param request of a sign-in, as the cloud adds it to the address
 * @returns the `state` that the sign-in was begun with, or null where the request does not tell
 */
export function stateOfRequest(request: unknown): string | null {
  const claims = stateSchema.safeParse(decode(typeof request === "string" ? request : null));
  return claims.data?.authn.state ?? null;
}

function decode(jwt: string | null): unknown {
  try {
    return decodeJwt(jwt ?? "");
  } catch {
    return null;
  }
}
