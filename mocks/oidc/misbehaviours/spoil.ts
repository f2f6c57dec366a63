import { KeyObject } from "node:crypto";
import { SignJWT } from "jose";
import type { Exchange } from "../../cloud/route.ts";
import { signRs256 } from "../../cloud/rs256.ts";
import { jsonResponse, SentResponse } from "../../cloud/sent-response.ts";
import { misbehaviourNamed } from "./catalogue.ts";
import type { IdTokenChange, IdTokenDraft, Misbehaviour } from "./misbehaviour.ts";

/** @returns the misbehaviour that a planted fault asks of this request. Without one, it changes nothing. */
export function misbehaviourOf({
  misbehave,
}: Pick<Exchange, "misbehave">): Misbehaviour | undefined {
  return misbehaviourNamed(misbehave);
}

/** @returns JSON as a response, or the response that a misbehaviour sends instead. */
export function jsonOrResponse(
  spoilt: object | SentResponse,
  headers: Record<string, string> = {},
): SentResponse {
  return spoilt instanceof SentResponse ? spoilt : jsonResponse(spoilt, { headers });
}

/**
 * Signs an id_token as a compact JWS.
 *
 * @param changes of a misbehaviour, one after the other
 */
export async function signIdToken(
  draft: IdTokenDraft,
  ...changes: IdTokenChange[]
): Promise<string> {
  let spoilt = draft;
  for (const { beforeSigning } of changes) spoilt = (await beforeSigning?.(spoilt)) ?? spoilt;
  const { header, claims, key } = spoilt;
  const idToken =
    key instanceof KeyObject
      ? signRs256(header, claims, key)
      : await new SignJWT(claims).setProtectedHeader(header).sign(key);
  return changes.reduce((jws, { afterSigning }) => afterSigning?.(jws) ?? jws, idToken);
}
