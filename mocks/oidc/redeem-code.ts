import type { Emulator } from "../cloud/emulator.ts";
import type { AuthorizationCode, Identity } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import { hashToken } from "../cloud/store.ts";
import { traceCheck, traceSubject } from "../cloud/trace.ts";
import type { Application } from "./applications.ts";
import { demandCodeVerifier } from "./code-challenge.ts";
import { demandActive } from "./demand-active.ts";
import { revokeGrant } from "./refresh-tokens.ts";
import { tokenRefusal } from "./token-responses.ts";

type Form = Partial<Record<string, string>>;

/**
 * Redeems an authorization code once (RFC 6749 section 4.1.3, RFC 7636 section 4.6). Nothing is awaited between the
 * check and the change, so only one of two simultaneous redemptions succeeds.
 *
 * @returns the code, marked as used, and the identity that signed in with it
 * @throws Refusal invalid_grant. A second redemption also revokes the tokens of the first one (section 4.1.2).
 */
export function redeemCode(
  emulator: Emulator,
  application: Application,
  form: Form,
): { code: AuthorizationCode; identity: Identity } {
  traceCheck("Authorization code");
  demand(form.code !== undefined, () => tokenRefusal("invalid_request", "code is missing"));
  const codeHash = hashToken(form.code);
  const code = emulator.store.state.authorizationCodes.findLast(
    (candidate) => candidate.codeHash === codeHash,
  );
  if (code) traceSubject({ identity_id: code.identityId }, `code:${codeHash}`);
  if (code?.usedAt !== undefined) revokeGrant(emulator, code.codeHash);
  demandRedeemable(emulator, application, code);
  demandRedirectUriAndVerifier(code, form);
  traceCheck("Identity and passkey are active");
  const identity = demandActive(emulator, code, invalidGrant);
  code.usedAt = emulator.clock.now();
  return { code, identity };
}

function invalidGrant(reason: string): Refusal {
  return tokenRefusal("invalid_grant", reason);
}

function demandRedeemable(
  { clock }: Emulator,
  application: Application,
  code: AuthorizationCode | undefined,
): asserts code {
  demand(code, () => invalidGrant("the code is unknown"));
  demand(code.applicationId === application.id && code.clientId === application.clientId, () =>
    invalidGrant("the code was issued to another client"),
  );
  demand(code.usedAt === undefined, () =>
    invalidGrant("the code was used before, so its tokens are revoked"),
  );
  demand(code.expiresAt > clock.now(), () => invalidGrant("the code is older than 60 seconds"));
}

function demandRedirectUriAndVerifier(code: AuthorizationCode, form: Form): void {
  traceCheck("Redirect URI");
  demand(form.redirect_uri === code.redirectUri, () =>
    invalidGrant("redirect_uri differs from the one in the authorization request"),
  );
  demandCodeVerifier(code, form.code_verifier, invalidGrant);
}
