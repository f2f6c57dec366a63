import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { seed } from "../../../mocks/cloud/seed.ts";
import { AUTH_ORIGIN } from "./emulated-cloud.ts";

/** @returns the query of `/bind` for the newest link, without its token. */
export function bindQueryOf(emulator: Emulator): Record<string, string> {
  const job = emulator.store.state.bindingJobs.at(-1);
  return {
    api_base_url: AUTH_ORIGIN,
    tenant_id: seed.tenant.id,
    realm_id: seed.realm.id,
    identity_id: job?.identityId ?? "",
    job_id: job?.id ?? "",
  };
}
