import type { Emulator } from "../../mocks/cloud/emulator.ts";
import { seed } from "../../mocks/cloud/seed.ts";
import { worldOf } from "../../tests/support/emulator-world.ts";

/** Makes an identity through the management API, as an app without a registration of its own would. */
export async function bindingLinkFor(emulator: Emulator, address: string): Promise<string> {
  const { api } = worldOf(emulator, fetch);
  const traits = { type: "traits_v0", username: address, primary_email_address: address };
  const identity = await api("POST", "/identities", {
    identity: { display_name: address, traits },
  });
  const { id } = await identity.json();
  const job = { delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id };
  const made = await api("POST", `/identities/${id}/credential-binding-jobs`, { job });
  return (await made.json()).credential_binding_link;
}
