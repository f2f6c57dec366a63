import { decodeJwt } from "jose";
import * as z from "zod/mini";
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

/**
 * The application that a sign-in request is from, and where it redirects. Not verified here: the SDK checks its
 * signature.
 */
export type AuthenticationRequest = {
  cloudOrigin: string;
  tenantId: string;
  realmId: string;
  applicationId: string;
  redirectUri: string;
  expiresAt: Date;
};

/**
 * Reads the `request` parameter of the address to which the cloud redirects the browser during a sign-in.
 *
 * @returns the request, or null when it is missing or malformed
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
 * @param request the `request` parameter of the address
 * @returns the `state` that the sign-in started with, or null when the request does not contain it
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
