import { z } from "zod";
import type { ManagementClient } from "../cloud/management-client.ts";
import { AUTHENTICATOR_CONFIG, REALM } from "../cloud/resources.ts";
import type { Found } from "./inventory.ts";
import { requireFor } from "./provision-error.ts";

const passkey = z.looseObject({ identity_id: z.string(), state: z.string() });
const bindingJob = z.looseObject({
  identity_id: z.string(),
  state: z.string(),
  authenticator_config_id: z.string().optional(),
});

/**
 * Stops when users would lose their way in: when there are passkeys in a realm that would be deleted, or passkeys that were
 * bound through an authenticator configuration that would be.
 *
 * @throws ProvisionError `people_enrolled`
 */
export async function demandNobodyEnrolled(client: ManagementClient, own: Found[]): Promise<void> {
  const realms = own
    .filter(({ resource }) => resource.kind === REALM.kind)
    .map(({ item }) => item.id);
  const configs = own.filter(
    ({ resource, realm }) =>
      resource.kind === AUTHENTICATOR_CONFIG.kind && !realms.includes(realm ?? ""),
  );
  const people = new Set<string>();
  for (const realm of realms) {
    const passkeys = await client.list({
      ...{ operation: "list the passkeys", name: "credentials", item: passkey },
      path: `/realms/${realm}/identities/-/credentials`,
    });
    for (const { identity_id, state } of passkeys) if (state === "ACTIVE") people.add(identity_id);
  }
  for (const { realm, item } of configs) {
    const jobs = await client.list({
      ...{ operation: "list the binding jobs", name: "credential_binding_jobs", item: bindingJob },
      path: `/realms/${realm}/identities/-/credential-binding-jobs`,
    });
    for (const { identity_id, state, authenticator_config_id } of jobs) {
      if (state === "COMPLETE" && authenticator_config_id === item.id) people.add(identity_id);
    }
  }
  requireFor(
    people.size === 0,
    "people_enrolled",
    () =>
      `${people.size === 1 ? "One person has" : `${people.size} people have`} enrolled a passkey here, and would lose it. Nothing was deleted. Delete the users in the console first.`,
  );
}
