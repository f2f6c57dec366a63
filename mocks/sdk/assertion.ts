import { z } from "zod";
import { type Claims, claimsSchema } from "./assertion-claims.ts";
import { unverifiedParts } from "./jws.ts";
import { fromBase64, jsonValue, parse } from "./parsing.ts";
import { clientDataOf } from "./webauthn.ts";

/** The three parts of a WebAuthn assertion, each in standard base64. */
export type WebAuthnParts = z.infer<typeof webAuthnPartsSchema>;

/** What the SDK posts to sign in, taken apart but not verified. */
export type Assertion = {
  header: { alg: string; kid?: string | undefined };
  claims: Claims;
} & ({ kind: "JWT"; jws: string } | { kind: "WEBAUTHN"; parts: WebAuthnParts });

const formSchema = z.union([
  z.strictObject({ Jwt: z.string() }),
  z.strictObject({ WebAuthn: z.string() }),
]);
const webAuthnPartsSchema = z.object({
  authenticator_data: z.base64(),
  client_data: z.base64(),
  signature: z.base64(),
});
const headerSchema = z.object({ alg: z.string(), kid: z.string().optional() });
const challengeSchema = z.object({ header: headerSchema, claims: claimsSchema });

/**
 * @param body the form that the SDK posts: one field `claims`, JSON with `Jwt` or `WebAuthn`
 * @throws Refusal (400) when it has another form
 */
export function readAssertion(body: string): Assertion {
  const field = new URLSearchParams(body).get("claims") ?? "";
  const form = parse(formSchema, jsonValue(field), "the form field claims");
  return "Jwt" in form ? softwareAssertion(form.Jwt) : webAuthnAssertion(form.WebAuthn);
}

function softwareAssertion(jws: string): Assertion {
  const { header, payload } = unverifiedParts(jws);
  return {
    kind: "JWT",
    header: parse(headerSchema, header, "the header of the assertion"),
    claims: parse(claimsSchema, payload, "the payload of the assertion"),
    jws,
  };
}

/** A WebAuthn assertion signs its client data, and the SDK puts header and claims into the challenge there. */
function webAuthnAssertion(text: string): Assertion {
  const parts = parse(webAuthnPartsSchema, jsonValue(text), "the WebAuthn assertion");
  const { challenge } = clientDataOf(parts.client_data);
  const signed = parse(challengeSchema, jsonValue(fromBase64(challenge)), "the challenge");
  return { kind: "WEBAUTHN", ...signed, parts };
}
