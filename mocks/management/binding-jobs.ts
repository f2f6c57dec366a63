import type { BindingJob } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { itemsInPath } from "./items-in-path.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { conflict, notFound } from "./refusals.ts";
import { bindingJobView, isPending, jobState } from "./views.ts";

/** `GET .../identities/{id}/credential-binding-jobs` */
export function listBindingJobs(exchange: Exchange): SentResponse {
  const page = readPage(exchange.query);
  return pageResponse("credential_binding_jobs", bindingJobsOf(exchange), page, (job) =>
    bindingJobView(exchange.emulator, job),
  );
}

/** `GET .../identities/{id}/credential-binding-jobs/{id}` */
export function getBindingJob(exchange: Exchange): SentResponse {
  return jsonResponse(bindingJobView(exchange.emulator, bindingJobOf(exchange)));
}

/** `POST .../identities/{id}/credential-binding-jobs/{id}:revoke` */
export function revokeBindingJob(exchange: Exchange): SentResponse {
  const { emulator } = exchange;
  const job = bindingJobOf(exchange);
  traceEvent("BindingJob", "DELETE", "The binding link was revoked.");
  traceSubject({ identity_id: job.identityId }, `job:${job.id}`);
  traceCheck("Not used, revoked or expired");
  const state = jobState(emulator, job);
  demand(isPending(emulator, job), () =>
    conflict("CredentialBindingJob", job.id, `credential binding job is ${state}`),
  );
  job.state = "REVOKED";
  job.updatedAt = emulator.clock.now();
  return jsonResponse(bindingJobView(emulator, job));
}

function bindingJobsOf(exchange: Exchange): BindingJob[] {
  return itemsInPath(exchange, ({ bindingJobs }) => bindingJobs);
}

function bindingJobOf(exchange: Exchange): BindingJob {
  const wanted = exchange.params.jobId ?? "";
  const job = bindingJobsOf(exchange).find(({ id }) => id === wanted);
  demand(job, () => notFound("CredentialBindingJob", "credential binding job", wanted));
  return job;
}
