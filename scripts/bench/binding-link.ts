import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Emulator } from "../../mocks/cloud/emulator.ts";
import { seed } from "../../mocks/cloud/seed.ts";
import { worldOf } from "../../tests/support/emulator-world.ts";

const identitySchema = z.object({ id: z.string() });
const jobSchema = z.object({ credential_binding_link: z.url() });

/** Makes an identity through the management API, as an app without a registration of its own would. */
export async function newBindingLink(emulator: Emulator): Promise<string> {
  const { api } = worldOf(emulator, fetch);
  const username = `${randomUUID()}@example.com`;
  const traits = { type: "traits_v0", username, primary_email_address: username };
  const identity = { display_name: "Ada", traits };
  const made = await api("POST", "/identities", { identity });
  const { id } = identitySchema.parse(await made.json());
  const job = { delivery_method: "RETURN", authenticator_config_id: seed.authenticatorConfig.id };
  const sent = await api("POST", `/identities/${id}/credential-binding-jobs`, { job });
  return jobSchema.parse(await sent.json()).credential_binding_link;
}
