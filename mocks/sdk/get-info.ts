import type { Emulator } from "../cloud/emulator.ts";
import { configOfJob, findRealm } from "../cloud/lookup.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { defaultTheme, themeOf } from "../cloud/themes.ts";
import { traceEvent } from "../cloud/trace.ts";
import { authenticatorConfigView } from "./authenticator-config.ts";
import { bearerToken, type PendingJob, pendingJob } from "./pending-job.ts";

/** Tells the SDK about the identity and the application of the passkey. Only `:bind` completes the job. */
export function getInfo(exchange: Exchange): SentResponse {
  traceEvent("BindingJob", "READ", "The browser asked whose passkey it will be.");
  const pending = pendingJob(exchange, bearerToken(exchange.request));
  pending.job.state = "REQUEST_DELIVERED";
  pending.job.updatedAt = exchange.emulator.clock.now();
  return jsonResponse(bindingInfo(exchange.emulator, pending));
}

function bindingInfo(emulator: Emulator, { job, identity }: PendingJob) {
  const { world } = emulator.store.state;
  const { logo_url_light, logo_url_dark, support_url } =
    themeOf(emulator, job.realmId) ?? defaultTheme(emulator, job.realmId);
  const config = configOfJob(emulator, job);
  const application = world.applications.find(
    ({ authenticator_config_id }) => authenticator_config_id === config?.id,
  );
  return {
    tenant: { display_name: world.tenant.display_name },
    realm: { display_name: findRealm(emulator, job.realmId)?.display_name },
    identity: { display_name: identity.displayName, traits: identity.traits },
    theme: { logo_url_light, logo_url_dark, support_url },
    post_binding_redirect_uri: job.postBindingRedirectUri,
    authenticator_config: config && authenticatorConfigView(emulator, config),
    application_id: application?.id,
  };
}
