import { calculateJwkThumbprint } from "jose";
import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { demand } from "../cloud/refusal.ts";
import type { AuthenticatorConfig } from "../cloud/world.ts";
import { type BindingProof, type BoundKey, demandProof } from "./binding-proof.ts";
import { coseToJwk } from "./cose.ts";
import { isDerSignature } from "./der-signature.ts";
import { fromBase64, jsonValue, parse, toBase64Url } from "./parsing.ts";
import { refusal } from "./refusals.ts";
import { clientDataOf, outcomeOf, relyingParty } from "./webauthn.ts";

const rawSchema = z.object({ client_data_json_base64: z.base64(), attestation_object: z.base64() });

/**
 * Verifies a `WEBAUTHN` binding by WebAuthn section 7.1. The server does not choose its challenge. It is the payload
 * that a software key would have signed.
 *
 * @param config of the binding job
 * @param raw JSON with client data and attestation object, each in standard base64
 * @throws Refusal when the registration is invalid or for another job
 */
export async function webAuthnKey(
  emulator: Emulator,
  config: AuthenticatorConfig | undefined,
  raw: string,
  proof: BindingProof,
): Promise<BoundKey> {
  const parts = parse(rawSchema, jsonValue(raw), "the WebAuthn registration");
  const { challenge } = clientDataOf(parts.client_data_json_base64);
  demandProof(jsonValue(fromBase64(challenge)), proof);
  const { result, problem } = await outcomeOf(
    registration(relyingParty(emulator, config), parts, challenge),
  );
  demand(result?.verified, () =>
    refusal(401, `the WebAuthn registration is invalid: ${problem ?? "forged attestation"}`),
  );
  demand(await hasDerSignature(result.registrationInfo.attestationObject), () =>
    refusal(401, "the signature of the WebAuthn registration is not in DER"),
  );
  return boundKey(result.registrationInfo.credential);
}

async function registration(
  party: ReturnType<typeof relyingParty>,
  parts: z.infer<typeof rawSchema>,
  challenge: string,
) {
  // Loaded with the first WebAuthn passkey, because it takes as long to load as the whole emulator.
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const { COSEALG } = await import("@simplewebauthn/server/helpers");
  return verifyRegistrationResponse({
    ...party,
    response: {
      // The SDK names the credential only inside the attestation object, where the library reads it.
      id: "unnamed",
      rawId: "unnamed",
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64Url(parts.client_data_json_base64),
        attestationObject: toBase64Url(parts.attestation_object),
      },
    },
    expectedChallenge: challenge,
    supportedAlgorithmIDs: [COSEALG.ES256],
  });
}

/** A registration without attestation has no signature (WebAuthn section 8.7). */
async function hasDerSignature(attestationObject: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const { decodeAttestationObject } = await import("@simplewebauthn/server/helpers");
  const signature = decodeAttestationObject(attestationObject).get("attStmt").get("sig");
  return signature === undefined || isDerSignature(Buffer.from(signature));
}

async function boundKey(credential: {
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
}): Promise<BoundKey> {
  const jwk = await coseToJwk(credential.publicKey);
  demand(jwk, () =>
    refusal(400, "the key of the WebAuthn credential is not an ES256 key on P-256"),
  );
  return {
    kind: "WEBAUTHN",
    jwk,
    thumbprint: await calculateJwkThumbprint(jwk),
    webAuthn: {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString("base64url"),
      counter: credential.counter,
    },
  };
}
