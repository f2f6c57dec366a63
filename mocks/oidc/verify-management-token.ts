import { decodeJwt } from "jose";
import type { Emulator } from "../cloud/emulator.ts";
import type { AccessToken } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import { type Application, applicationWithIssuer } from "./applications.ts";
import { bearerToken, findReference, verifyAccessToken } from "./verify-access-token.ts";

/** Reserved for the management API: no other resource server may have it. */
const MANAGEMENT_API = "beyondidentity";

/**
 * Verifies a token of the management API, which any application of the tenant may have issued whose resource server it
 * is.
 *
 * @param refusal makes the refusal from the reason
 * @returns the stored record of the token
 */
export async function verifyManagementToken(
  emulator: Emulator,
  request: SentRequest,
  refusal: (reason: string) => Refusal,
): Promise<AccessToken> {
  const application = issuerOf(emulator, bearerToken(request, refusal));
  demand(application, () => refusal("the bearer token is from another issuer"));
  return verifyAccessToken(emulator, request, { application, audience: MANAGEMENT_API }, refusal);
}

/** Whom a token names as its issuer, before anything about it is verified. */
function issuerOf(emulator: Emulator, token: string): Application | undefined {
  const { iss } = findReference(emulator, token)?.reference?.claims ?? unverifiedClaims(token);
  return typeof iss === "string" ? applicationWithIssuer(emulator, iss) : undefined;
}

function unverifiedClaims(token: string): { iss?: unknown } {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
