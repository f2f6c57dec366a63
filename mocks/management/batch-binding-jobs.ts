import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { filledText } from "../cloud/identity-fields.ts";
import { findConfig } from "../cloud/lookup.ts";
import type { BatchJob, Identity } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { createBindingJob } from "../sdk/binding-job.ts";
import { mailBindingLink } from "./create-binding-job.ts";
import { manyTexts } from "./members.ts";
import { operation } from "./operation.ts";
import { nextToken, readPage } from "./pagination.ts";
import { readBody } from "./read-body.ts";
import { invalidParameters, notFound, queueFull } from "./refusals.ts";
import { bindingJobView, isPending, times } from "./views.ts";

/** How many jobs the queue of a realm has room for, and how long each stays in it by the emulator's clock. */
const QUEUE_SIZE = 1000;
const QUEUE_MS = 10_000;

const bodySchema = z.object({
  batch_credential_binding_job: z.object({
    identity_ids: manyTexts,
    job_template: z.object({
      authenticator_config_id: filledText,
      post_binding_redirect_uri: z.url({ error: "not a URI" }).optional(),
    }),
  }),
});

/** @returns the operations that mail binding links to many identities. */
export function batchJobHandlers(emulator: Emulator): Endpoint[] {
  const path = "/batch-credential-binding-jobs";
  const batch = `${path}/:batchJobId([^/:]+)`;
  const read = "credential-binding-jobs:read";
  return [
    operation(emulator, "post", path, "credential-binding-jobs:create", createBatch),
    operation(emulator, "get", batch, read, (exchange) =>
      jsonResponse(view(exchange.emulator, batchOf(exchange), stateOf(batchOf(exchange)))),
    ),
    operation(emulator, "get", `${batch}\\:listResults`, read, listResults),
  ];
}

/** The mail is sent at once, although the response says that the batch runs, as the cloud's does. */
async function createBatch(exchange: Exchange): Promise<SentResponse> {
  const { emulator, params } = exchange;
  const { batch_credential_binding_job: fields } = await readBody(exchange, bodySchema);
  const { authenticator_config_id, post_binding_redirect_uri } = fields.job_template;
  const { realmId = "" } = params;
  demand(findConfig(emulator, realmId, authenticator_config_id), () =>
    invalidParameters([
      {
        field: "batch_credential_binding_job.job_template.authenticator_config_id",
        description: "authenticator config not found",
      },
    ]),
  );
  const now = emulator.clock.now();
  const identityIds = [...new Set(fields.identity_ids)];
  demandRoomInQueue(emulator, realmId, identityIds.length);
  const batch: BatchJob = {
    ...{ id: randomUUID(), realmId, identityIds },
    authenticatorConfigId: authenticator_config_id,
    postBindingRedirectUri: post_binding_redirect_uri,
    ...{ jobIds: [], errors: {}, createdAt: now, updatedAt: now },
  };
  emulator.store.state.batchJobs.push(batch);
  for (const id of batch.identityIds) mailTo(emulator, batch, id);
  return jsonResponse(view(emulator, batch, "RUNNING"));
}

/** The cloud works a queue off, which takes time. The emulator only counts as if it did. */
function demandRoomInQueue({ store, clock }: Emulator, realmId: string, more: number): void {
  const queued = store.state.batchJobs.filter(
    (batch) => batch.realmId === realmId && batch.createdAt + QUEUE_MS > clock.now(),
  );
  const waiting = queued.reduce((sum, { identityIds }) => sum + identityIds.length, 0);
  demand(waiting + more <= QUEUE_SIZE, () => queueFull(QUEUE_SIZE, waiting, more));
}

function mailTo(emulator: Emulator, batch: BatchJob, identityId: string): void {
  const identity = emulator.store.state.identities.find(
    ({ id, realmId }) => id === identityId && realmId === batch.realmId,
  );
  const problem = problemOf(identity);
  if (!identity || problem !== undefined) {
    batch.errors[identityId] = problem ?? "";
    return;
  }
  const { job, link } = createBindingJob(emulator, {
    identity,
    deliveryMethod: "EMAIL",
    authenticatorConfigId: batch.authenticatorConfigId,
    postBindingRedirectUri: batch.postBindingRedirectUri,
  });
  batch.jobIds.push(job.id);
  mailBindingLink(emulator, identity, link);
}

function problemOf(identity: Identity | undefined): string | undefined {
  if (!identity) return "identity not found";
  if (identity.status !== "active") return "Identity is suspended";
  return identity.traits.primary_email_address ? undefined : "Identity missing email address";
}

function listResults(exchange: Exchange): SentResponse {
  const { emulator, query } = exchange;
  const { jobIds, errors } = batchOf(exchange);
  const page = readPage(query);
  const jobs = emulator.store.state.bindingJobs.filter(({ id }) => jobIds.includes(id));
  const complete = jobs.filter(({ state }) => state === "COMPLETE").length;
  const pending = jobs.filter((job) => isPending(emulator, job)).length;
  const end = page.offset + page.size;
  return jsonResponse({
    job_results: jobs.slice(page.offset, end).map((job) => bindingJobView(emulator, job)),
    total_size: jobs.length,
    total_success_count: complete,
    total_pending_count: pending,
    total_failure_count: jobs.length - complete - pending + Object.keys(errors).length,
    ...(end < jobs.length ? { next_page_token: nextToken(page) } : {}),
  });
}

function batchOf({ emulator, params }: Exchange): BatchJob {
  const { batchJobId = "", realmId } = params;
  const batch = emulator.store.state.batchJobs.find(
    (item) => item.id === batchJobId && item.realmId === realmId,
  );
  demand(batch, () =>
    notFound("BatchCredentialBindingJob", "batch credential binding job", batchJobId),
  );
  return batch;
}

function stateOf({ jobIds, errors }: BatchJob): string {
  if (Object.keys(errors).length === 0) return "SUCCESS";
  return jobIds.length === 0 ? "FAILED" : "PARTIAL_SUCCESS";
}

function view({ store }: Emulator, batch: BatchJob, state: string) {
  const errors = Object.entries(batch.errors).map(([id, last_error]) => [
    id,
    { last_error, failed_permanently: true },
  ]);
  return {
    ...{ id: batch.id, realm_id: batch.realmId, tenant_id: store.state.world.tenant.id },
    ...{ identity_ids: batch.identityIds, state },
    job_template: {
      authenticator_config_id: batch.authenticatorConfigId,
      post_binding_redirect_uri: batch.postBindingRedirectUri,
    },
    state_commentary: { errors: Object.fromEntries(errors) },
    ...times(batch),
  };
}
