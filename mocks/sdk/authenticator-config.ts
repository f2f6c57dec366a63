import type { Emulator } from "../cloud/emulator.ts";
import { seed } from "../cloud/seed.ts";

/** @returns the embedded authenticator configuration of the seed, in the vendor's form. */
export function authenticatorConfig(emulator: Emulator, realmId: string) {
  return {
    id: seed.authenticatorConfig.id,
    tenant_id: seed.tenant.id,
    realm_id: realmId,
    display_name: seed.authenticatorConfig.displayName,
    config: {
      type: "embedded",
      invoke_url: emulator.origins.app,
      invocation_type: emulator.settings.invocationType,
      trusted_origins: [emulator.origins.app],
      authentication_methods: [
        { type: "webauthn_passkey" },
        { type: "software_passkey" },
        ...(emulator.settings.oneTimePasswords ? [{ type: "email_one_time_password" }] : []),
      ],
    },
  };
}
