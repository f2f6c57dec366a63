import { HttpResponse } from "msw";
import type { Emulator } from "../cloud/emulator.ts";
import type { Exchange } from "../cloud/route.ts";
import { seed } from "../cloud/seed.ts";
import { authenticatorConfig } from "./authenticator-config.ts";
import { bearerToken, type PendingJob, pendingJob } from "./pending-job.ts";

/** Tells the SDK about the identity and the application of the passkey. Only `:bind` completes the job. */
export function getInfo(exchange: Exchange): Response {
  const pending = pendingJob(exchange, bearerToken(exchange.request));
  pending.job.state = "REQUEST_DELIVERED";
  pending.job.updatedAt = exchange.emulator.clock.now();
  return HttpResponse.json(bindingInfo(exchange.emulator, pending));
}

function bindingInfo(emulator: Emulator, { job, identity }: PendingJob) {
  return {
    tenant: { display_name: seed.tenant.displayName },
    realm: { display_name: seed.realm.displayName },
    identity: { display_name: identity.displayName, traits: identity.traits },
    theme: { logo_url_light: "", logo_url_dark: "", support_url: "" },
    post_binding_redirect_uri: job.postBindingRedirectUri,
    authenticator_config: authenticatorConfig(emulator, job.realmId),
    application_id: seed.webApplication.id,
  };
}
