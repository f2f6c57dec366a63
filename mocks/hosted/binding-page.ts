import { html } from "../cloud/html.ts";
import { findConfig, findRealm } from "../cloud/lookup.ts";
import type { BindingJob } from "../cloud/model.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { invalidLinkPage } from "../sdk/invalid-link-page.ts";
import { type PendingJob, pendingJob } from "../sdk/pending-job.ts";
import { refusal } from "../sdk/refusals.ts";
import { hostedPage } from "./hosted-page.ts";

/** `GET /authenticator/bind`: shows whose passkey a link creates. Opening the page does not use the link. */
export function bindingPage(exchange: Exchange): SentResponse {
  const { emulator } = exchange;
  const { job, identity } = jobOfAddress(exchange);
  const realm = findRealm(emulator, job.realmId)?.display_name ?? "";
  const owner = identity.traits.primary_email_address ?? identity.traits.username;
  const next = applicationOf(exchange, job);
  const body = html`<div id="bind">
<section data-step="bind">
<h1 tabindex="-1">Create a passkey</h1>
<p>For <strong>${owner}</strong> at ${realm}. It stays in this browser, and you need no password.</p>
<p class="alert" role="alert" data-problem hidden></p>
<div class="actions"><button type="button" data-act="create">Create a passkey</button></div>
</section>
<section data-step="done" hidden>
<h1 tabindex="-1">Your passkey is ready</h1>
<p>This browser can sign you in to ${realm} from now on.</p>
${next === undefined ? html`<p>You can close this page.</p>` : html`<a class="button" data-next href="${next}">Continue</a>`}
</section>
</div>`;
  return hostedPage(200, { title: `Create a passkey - ${realm}`, realm, body, usesSdk: true });
}

/** @throws Refusal, a page, when the link cannot create a passkey here */
function jobOfAddress(exchange: Exchange): PendingJob {
  const { query } = exchange;
  const value = (name: string) => query.get(name) ?? "";
  const params = {
    tenantId: value("tenant_id"),
    realmId: value("realm_id"),
    identityId: value("identity_id"),
    jobId: value("job_id"),
  };
  try {
    const pending = pendingJob({ ...exchange, params }, value("token"));
    const { realmId, authenticatorConfigId } = pending.job;
    const config = findConfig(exchange.emulator, realmId, authenticatorConfigId);
    demand(config?.config.type === "hosted_web", () =>
      refusal(404, "the link is not of a Hosted Web configuration"),
    );
    return pending;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.reason, () => invalidLinkPage(error.response().status));
  }
}

/** @returns where the user goes after the passkey is created, unless the link itself says so. */
function applicationOf({ emulator }: Exchange, job: BindingJob): string | undefined {
  const application = emulator.store.state.world.applications.find(
    ({ authenticator_config_id }) => authenticator_config_id === job.authenticatorConfigId,
  );
  const [redirectUri] = application?.protocol_config.redirect_uris ?? [];
  const start = redirectUri && new URL(redirectUri).origin;
  return [job.postBindingRedirectUri, start].find((uri) => uri?.startsWith("http"));
}
