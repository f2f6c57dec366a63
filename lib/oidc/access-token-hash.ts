import "server-only";
import { createHash } from "node:crypto";

/**
 * @returns what `at_hash` of an id token signed with RS256 says about the access token that came with it (OIDC Core
 * section 3.1.3.6)
 */
export function accessTokenHash(accessToken: string): string {
  return createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
}
