import { decodeJwt } from "jose";
import { z } from "zod";
import { epochSeconds } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import { isSigned } from "../cloud/jws-signature.ts";
import { publicJwks } from "../cloud/keys.ts";
import type { AccessToken } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import { hashToken } from "../cloud/store.ts";
import { traceCheck, traceSubject } from "../cloud/trace.ts";
import type { Application } from "./applications.ts";

const claimsSchema = z.object({
  iss: z.string(),
  aud: z.array(z.string()),
  exp: z.number(),
  jti: z.string(),
});

/**
 * Verifies the bearer token of a request as a resource server does, and checks that it is not revoked.
 *
 * @param expected application that issued the token, and the audience it must be for
 * @param refusal makes the refusal from the reason
 * @returns the stored record of the token
 */
export async function verifyAccessToken(
  emulator: Emulator,
  request: SentRequest,
  expected: { application: Application; audience: string },
  refusal: (reason: string) => Refusal,
): Promise<AccessToken> {
  traceCheck("Bearer token");
  const token = bearerToken(request, refusal);
  traceCheck("Signature");
  const reference = findReference(emulator, token)?.reference;
  const fits = reference || (await hasValidSignature(emulator, token, expected.application.id));
  demand(fits, () => refusal("the bearer token is not signed with the key of the application"));
  const claims = claimsSchema.safeParse(reference?.claims ?? decodeJwt(token)).data;
  traceCheck("Issuer");
  demand(claims?.iss === expected.application.issuer, () =>
    refusal("the bearer token is from another issuer"),
  );
  traceCheck("Audience");
  demand(claims.aud.includes(expected.audience), () =>
    refusal("the bearer token is for another audience"),
  );
  traceCheck("Expiry");
  demand(claims.exp > epochSeconds(emulator.clock), () => refusal("the bearer token has expired"));
  return demandNotRevoked(emulator, claims.jti, refusal);
}

/** @throws Refusal when the request has no bearer token (RFC 6750 section 2.1) */
export function bearerToken(request: SentRequest, refusal: (reason: string) => Refusal): string {
  const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  demand(token, () => refusal("the request carries no bearer token"));
  return token;
}

/** @returns the record of a referential token, which is a JWE in five parts (RFC 7516 section 7.1), if it is one. */
export function findReference({ store }: Emulator, token: string): AccessToken | undefined {
  if (token.split(".").length !== 5) return undefined;
  const hash = hashToken(token);
  return store.state.accessTokens.findLast(({ reference }) => reference?.hash === hash);
}

/** @returns the record of an access token that this application issued, expired or revoked ones included. */
export async function findAccessToken(
  emulator: Emulator,
  application: Application,
  token: string,
): Promise<AccessToken | undefined> {
  const referential = findReference(emulator, token);
  if (referential?.applicationId === application.id) return referential;
  if (!(await hasValidSignature(emulator, token, application.id))) return undefined;
  const { jti } = decodeJwt(token);
  return emulator.store.state.accessTokens.findLast((candidate) => candidate.jti === jti);
}

function demandNotRevoked(
  { store }: Emulator,
  jti: string,
  refusal: (reason: string) => Refusal,
): AccessToken {
  const record = store.state.accessTokens.findLast((candidate) => candidate.jti === jti);
  if (record?.codeHash) traceSubject({ identity_id: record.subject }, `code:${record.codeHash}`);
  traceCheck("Not revoked");
  demand(record, () => refusal("the bearer token is unknown (was the emulator reset?)"));
  demand(record.revokedAt === undefined, () => refusal("the bearer token was revoked"));
  return record;
}

async function hasValidSignature(
  emulator: Emulator,
  token: string,
  applicationId: string,
): Promise<boolean> {
  const { keys } = await publicJwks(emulator, applicationId);
  return isSigned(token, "RS256", (kid) => keys.find((key) => key.kid === kid));
}
