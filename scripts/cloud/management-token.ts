import { decodeJwt } from "jose";
import { z } from "zod";
import { CloudError } from "./cloud-error.ts";
import { issuerIds } from "./issuer-path.ts";

/** What a management token says about itself. Nothing verifies it here, the cloud does with every call. */
export type ManagementToken = {
  token: string;
  issuer: URL;
  tenantId: string;
  /** The realm of the application that issued the token: the admin realm. */
  adminRealmId: string;
  /** The application that issued the token. */
  applicationId: string;
  /** Null when the token does not say. */
  scopes: string[] | null;
  issuedAt: Date | null;
  expiresAt: Date | null;
};

const seconds = z.number().transform((value) => new Date(value * 1000));
const claimsSchema = z.object({
  iss: z.url({ protocol: /^https?$/ }).transform((value) => new URL(value)),
  bi_t: z.string().optional(),
  scope: z.string().optional(),
  iat: seconds.optional(),
  exp: seconds.optional(),
});

/**
 * @param token a self-contained access token of the management API (JWT)
 * @throws CloudError `token_not_readable` when it is no JWT, or names no application of Beyond Identity
 */
export function readManagementToken(token: string): ManagementToken {
  const claims = claimsSchema.safeParse(claimsOf(token));
  const ids = claims.success ? issuerIds(claims.data.iss.href) : undefined;
  if (!claims.success || !ids || (claims.data.bi_t ?? ids.tenantId) !== ids.tenantId) {
    throw unreadable("The token is not a management token of Beyond Identity.");
  }
  const { iss, scope, iat, exp } = claims.data;
  return {
    ...{ token, issuer: iss, tenantId: ids.tenantId },
    adminRealmId: ids.realmId,
    applicationId: ids.applicationId,
    scopes: scope?.split(" ").filter((name) => name !== "") ?? null,
    issuedAt: iat ?? null,
    expiresAt: exp ?? null,
  };
}

function claimsOf(token: string): unknown {
  try {
    return decodeJwt(token);
  } catch {
    throw unreadable("The token is not a JWT: it needs three parts with dots between them.");
  }
}

function unreadable(message: string): CloudError {
  return new CloudError("token_not_readable", message);
}
