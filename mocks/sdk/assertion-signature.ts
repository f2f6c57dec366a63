import type { Emulator } from "../cloud/emulator.ts";
import { isSigned } from "../cloud/jws-signature.ts";
import type { Credential } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { AuthenticatorConfig } from "../cloud/world.ts";
import type { Assertion, WebAuthnParts } from "./assertion.ts";
import { isDerSignature } from "./der-signature.ts";
import { toBase64Url } from "./parsing.ts";
import { refusal } from "./refusals.ts";
import { clientDataOf, outcomeOf, relyingParty } from "./webauthn.ts";

type Party = ReturnType<typeof relyingParty>;

/**
 * Verifies that the passkey's key made the assertion. For WebAuthn that is all of section 7.2: type, origin, relying
 * party, presence, user verification, counter and signature. The new counter is stored.
 *
 * @param config of the application that the person signs in to
 * @throws Refusal when it did not
 */
export async function demandSignature(
  emulator: Emulator,
  config: AuthenticatorConfig | undefined,
  credential: Credential,
  assertion: Assertion,
): Promise<void> {
  demand(credential.kind === assertion.kind, () =>
    refusal(401, "the assertion and the passkey are of different kinds"),
  );
  if (assertion.kind === "JWT") {
    demand(
      isSigned(assertion.jws, "ES256", () => credential.jwk),
      () => refusal(401, "the signature does not match the passkey's key"),
    );
  } else {
    await demandWebAuthnSignature(relyingParty(emulator, config), credential, assertion);
  }
}

async function demandWebAuthnSignature(
  party: Party,
  { webAuthn }: Credential,
  { parts, claims }: Assertion & { kind: "WEBAUTHN" },
): Promise<void> {
  demand(webAuthn && toBase64Url(claims.pub_key_cred_id ?? "") === webAuthn.credentialId, () =>
    refusal(401, "pub_key_cred_id is not the passkey's WebAuthn credential"),
  );
  demand(isDerSignature(Buffer.from(parts.signature, "base64")), () =>
    refusal(401, "the signature of the WebAuthn assertion is not in DER"),
  );
  const { result, problem } = await outcomeOf(ceremony(party, webAuthn, parts));
  demand(result?.verified, () =>
    refusal(401, `the WebAuthn assertion is invalid: ${problem ?? "the signature does not match"}`),
  );
  webAuthn.counter = result.authenticationInfo.newCounter;
}

async function ceremony(
  party: Party,
  webAuthn: NonNullable<Credential["webAuthn"]>,
  parts: WebAuthnParts,
) {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  return verifyAuthenticationResponse({
    ...party,
    response: {
      id: webAuthn.credentialId,
      rawId: webAuthn.credentialId,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        authenticatorData: toBase64Url(parts.authenticator_data),
        clientDataJSON: toBase64Url(parts.client_data),
        signature: toBase64Url(parts.signature),
      },
    },
    // consumeChallenge has already checked the nonce inside the challenge against the transaction.
    expectedChallenge: clientDataOf(parts.client_data).challenge,
    credential: {
      id: webAuthn.credentialId,
      publicKey: Uint8Array.from(Buffer.from(webAuthn.publicKey, "base64url")),
      counter: webAuthn.counter,
    },
  });
}
