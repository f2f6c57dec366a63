import type { JWK } from "jose";
import { z } from "zod";
import { filledText, nameText } from "./identity-fields.ts";
import type { Credential, Identity } from "./model.ts";

const time = z.iso.datetime({ offset: true });
const jwkSchema = z.custom<JWK>(
  (value) => z.looseObject({ kty: z.string() }).safeParse(value).success,
  "not a public key",
);

const identitySchema = z.strictObject({
  id: filledText,
  realm_id: filledText,
  display_name: nameText,
  status: z.enum(["active", "suspended"]).default("active"),
  traits: z
    .object({
      type: z.literal("traits_v0"),
      username: nameText,
      primary_email_address: filledText.optional(),
    })
    .catchall(z.unknown()),
  create_time: time,
  update_time: time,
});

const passkeySchema = z.strictObject({
  ...{ id: filledText, realm_id: filledText, identity_id: filledText },
  state: z.enum(["ACTIVE", "REVOKED"]),
  csr_type: z.enum(["JWT", "WEBAUTHN"]),
  jwk: jwkSchema,
  jwk_thumbprint: filledText,
  webauthn: z
    .strictObject({ credential_id: filledText, public_key: filledText, counter: z.int().min(0) })
    .optional(),
  create_time: time,
  update_time: time,
});

/** The people of a seed file and the public halves of their passkeys. */
export const peopleFields = {
  identities: z.array(identitySchema).default([]),
  passkeys: z.array(passkeySchema).default([]),
};

type SeededIdentity = z.infer<typeof identitySchema>;
type SeededPasskey = z.infer<typeof passkeySchema>;

/** @returns an identity as the store keeps it. */
export function toIdentity(seeded: SeededIdentity): Identity {
  const { id, realm_id, display_name, status, traits } = seeded;
  return { id, realmId: realm_id, displayName: display_name, status, traits, ...toTimes(seeded) };
}

/** @returns an identity as a seed file has it. */
export function fromIdentity({ id, realmId, displayName, status, traits, ...times }: Identity) {
  return {
    ...{ id, realm_id: realmId, display_name: displayName, status, traits },
    ...fromTimes(times),
  };
}

/** @returns a passkey as the store keeps it. */
export function toCredential(seeded: SeededPasskey): Credential {
  const { id, realm_id, identity_id, state, csr_type, jwk, jwk_thumbprint, webauthn } = seeded;
  return {
    ...{ id, realmId: realm_id, identityId: identity_id, state, kind: csr_type, jwk },
    thumbprint: jwk_thumbprint,
    webAuthn: webauthn && {
      credentialId: webauthn.credential_id,
      publicKey: webauthn.public_key,
      counter: webauthn.counter,
    },
    ...toTimes(seeded),
  };
}

/** @returns a passkey as a seed file has it. */
export function fromCredential(credential: Credential) {
  const { id, realmId, identityId, state, kind, jwk, thumbprint, webAuthn } = credential;
  return {
    ...{ id, realm_id: realmId, identity_id: identityId, state, csr_type: kind, jwk },
    jwk_thumbprint: thumbprint,
    webauthn: webAuthn && {
      credential_id: webAuthn.credentialId,
      public_key: webAuthn.publicKey,
      counter: webAuthn.counter,
    },
    ...fromTimes(credential),
  };
}

function toTimes({ create_time, update_time }: { create_time: string; update_time: string }) {
  return { createdAt: Date.parse(create_time), updatedAt: Date.parse(update_time) };
}

function fromTimes({ createdAt, updatedAt }: { createdAt: number; updatedAt: number }) {
  return {
    create_time: new Date(createdAt).toISOString(),
    update_time: new Date(updatedAt).toISOString(),
  };
}
