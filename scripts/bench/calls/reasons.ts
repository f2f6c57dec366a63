import type { Call } from "./count-calls.ts";

const IDENTITY = "/identities/{id}";
const JOBS = `${IDENTITY}/credential-binding-jobs`;
const PASSKEYS = `${IDENTITY}/credentials`;
const APPLICATION = "/applications/{id}";

/** By call, or by journey and call where the reason is another one there. */
const REASONS: Record<string, string> = {
  "GET /identities": "the identity of the address, if there is one",
  "POST /identities": "the address is new, and a link needs an identity",
  [`GET ${IDENTITY}`]:
    "the link may be for an identity that was deleted, and the page names its owner",
  [`GET ${JOBS}`]: "open links of the identity, which the change closes",
  [`POST ${JOBS}`]: "a link that binds a passkey",
  [`GET ${JOBS}/{id}`]: "the page says before the click whether the link can still be used",
  [`POST ${JOBS}/{id}:revoke`]: "an open link would be a way in",
  [`GET ${JOBS}/{id}:invokeAuthenticator`]: "the user opens the mailed link",
  [`POST ${JOBS}/{id}:getInfo`]: "the SDK asks what it binds to",
  [`POST ${JOBS}/{id}:bind`]: "the SDK binds the new key",
  [`GET ${PASSKEYS}`]: "the list of passkeys, as the cloud has it now",
  [`POST ${PASSKEYS}/{id}:revoke`]: "the revocation itself",
  [`GET ${APPLICATION}/.well-known/openid-configuration`]:
    "the addresses of the issuer, at the start and in the callback",
  [`GET ${APPLICATION}/.well-known/jwks.json`]: "the keys that the signature is checked with",
  [`GET ${APPLICATION}/authorize`]: "the sign-in begins",
  [`POST ${APPLICATION}/token`]: "the code becomes tokens",
  [`POST ${APPLICATION}/revoke`]: "a token of an ended session must not work any longer",
  [`POST ${APPLICATION}/bi-authenticate`]: "the answer of the passkey, or the code of the mail",
};

/** @returns why a call is made, in one phrase, or null when that is not known */
export function reasonOf({ journey, call }: Pick<Call, "journey" | "call">): string | null {
  const isQuestion = call.startsWith("OPTIONS ");
  if (isQuestion) return "the browser asks before a call to another origin";
  return REASONS[`${journey}: ${call}`] ?? REASONS[call] ?? null;
}
