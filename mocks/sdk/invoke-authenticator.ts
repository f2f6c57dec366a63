import { configOfJob } from "../cloud/lookup.ts";
import type { BindingJob } from "../cloud/model.ts";
import { type Dialect, vendorDialect } from "../cloud/planted-answers.ts";
import { demand, Refusal } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentRequest } from "../cloud/sent-request.ts";
import { jsonResponse, SentResponse } from "../cloud/sent-response.ts";
import { traceEvent } from "../cloud/trace.ts";
import { invokeUrl } from "./authenticator-config.ts";
import { invalidLinkPage } from "./invalid-link-page.ts";
import { type PendingJob, pendingJob } from "./pending-job.ts";
import { refusal } from "./refusals.ts";

const privateHeaders = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

/**
 * Opens a binding link. A browser is redirected to the application's `/bind`, and the SDK gets these values as JSON.
 * Opening a link does not use it, and HEAD changes nothing, so mail scanners that visit links do no harm.
 */
export function invokeAuthenticator(exchange: Exchange): SentResponse {
  const { request, emulator } = exchange;
  traceEvent("BindingJob", "READ", "The binding link was opened.");
  demand(request.method === "GET" || request.method === "HEAD", () =>
    refusal(405, `a binding link is opened with GET, not ${request.method}`),
  );
  const token = exchange.query.get("token") ?? "";
  const { job } = isNavigation(request)
    ? withErrorPage(() => pendingJob(exchange, token))
    : pendingJob(exchange, token);
  if (request.method === "GET") markOpened(job, emulator.clock.now());

  const values = bindingValues(exchange, job, token);
  const response = isNavigation(request)
    ? redirect(`${bindingPage(exchange, job)}?${new URLSearchParams(values)}`)
    : jsonResponse(values, { headers: privateHeaders });
  return request.method === "HEAD" ? response.withoutBody() : response;
}

/** The user who opened a link gets a page, the SDK gets JSON. */
export const linkDialect: Dialect = (status, request) =>
  isNavigation(request) ? invalidLinkPage(status) : vendorDialect(status, request);

function bindingPage({ emulator }: Exchange, job: BindingJob): string {
  const config = configOfJob(emulator, job);
  demand(config, () => {
    const reason = "the authenticator configuration of the job was deleted";
    return new Refusal(reason, () => invalidLinkPage(404));
  });
  return `${invokeUrl(emulator, config)}/bind`;
}

function isNavigation(request: SentRequest): boolean {
  const accepts = request.headers.get("accept") ?? "";
  return request.headers.get("sec-fetch-mode") === "navigate" || accepts.includes("text/html");
}

/** A person who opened an invalid link gets a page instead of JSON. */
function withErrorPage(find: () => PendingJob): PendingJob {
  try {
    return find();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.reason, () => invalidLinkPage(error.response().status));
  }
}

function markOpened(job: BindingJob, now: number): void {
  if (job.state !== "LINK_SENT") return;
  job.state = "LINK_OPENED";
  job.updatedAt = now;
}

/** In alphabetical order, as in the vendor's redirects. */
function bindingValues({ emulator }: Exchange, job: BindingJob, token: string) {
  return {
    api_base_url: emulator.origins.auth,
    identity_id: job.identityId,
    job_id: job.id,
    realm_id: job.realmId,
    tenant_id: emulator.store.state.world.tenant.id,
    token,
  };
}

function redirect(location: string): SentResponse {
  return new SentResponse("", { status: 302, headers: { ...privateHeaders, location } });
}
