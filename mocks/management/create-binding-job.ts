import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { filledText } from "../cloud/identity-fields.ts";
import { findConfig } from "../cloud/lookup.ts";
import { sendMail } from "../cloud/mail.ts";
import type { BindingJob, Identity } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceEvent } from "../cloud/trace.ts";
import { inlineAuthenticatorSchema } from "../cloud/world.ts";
import { createBindingJob, traceNewJob } from "../sdk/binding-job.ts";
import { identityOf } from "./identities.ts";
import { readBody } from "./read-body.ts";
import { notFound, unprocessableIdentity } from "./refusals.ts";
import { bindingJobView } from "./views.ts";

/** The cloud's default subject. */
const SUBJECT = "Welcome to Beyond Identity";

const bodySchema = z.object({
  job: z
    .object({
      delivery_method: z.enum(["RETURN", "EMAIL"], { error: "neither RETURN nor EMAIL" }),
      authenticator_config_id: filledText.optional(),
      authenticator_config: z.object({ config: inlineAuthenticatorSchema }).optional(),
      post_binding_redirect_uri: z.url({ error: "not a URI" }).optional(),
    })
    .refine((job) => (job.authenticator_config_id ?? job.authenticator_config) !== undefined, {
      ...{ message: "missing", path: ["authenticator_config_id"] },
    })
    .refine((job) => !(job.authenticator_config && job.authenticator_config_id !== undefined), {
      ...{ message: "sent beside authenticator_config_id", path: ["authenticator_config"] },
    }),
});

/** `POST .../identities/{id}/credential-binding-jobs`: returns the link or mails it, never both. */
export async function createJob(exchange: Exchange): Promise<SentResponse> {
  const { emulator } = exchange;
  traceEvent("BindingJob", "CREATE");
  const { job: fields } = await readBody(exchange, bodySchema);
  const identity = identityOf(exchange);
  const byMail = fields.delivery_method === "EMAIL";
  demandKnownConfig(emulator, identity, fields.authenticator_config_id);
  demandLinkAllowed(identity, fields.delivery_method);
  const { job, link } = createBindingJob(emulator, {
    identity,
    deliveryMethod: fields.delivery_method,
    authenticatorConfigId: fields.authenticator_config_id,
    authenticatorConfig: fields.authenticator_config?.config,
    postBindingRedirectUri: fields.post_binding_redirect_uri,
  });
  traceNewJob(job, identity.traits.username);
  if (byMail) mailBindingLink(emulator, identity, link);
  return jsonResponse({
    credential_binding_job: bindingJobView(emulator, job),
    ...(byMail ? {} : { credential_binding_link: link }),
  });
}

/** Mails a binding link to the primary address of an identity. */
export function mailBindingLink(emulator: Emulator, identity: Identity, link: string): void {
  sendMail(emulator, { to: addressOf(identity), subject: SUBJECT, link });
}

function demandKnownConfig(
  emulator: Emulator,
  { realmId }: Identity,
  configId: string | undefined,
): void {
  demand(configId === undefined || findConfig(emulator, realmId, configId), () =>
    notFound("AuthenticatorConfig", "authenticator config", configId ?? ""),
  );
}

function demandLinkAllowed(identity: Identity, method: BindingJob["deliveryMethod"]): void {
  demand(identity.status === "active", () =>
    unprocessableIdentity(identity.id, "Identity is suspended"),
  );
  demand(method !== "EMAIL" || identity.traits.primary_email_address, () =>
    unprocessableIdentity(identity.id, "Identity missing email address"),
  );
}

function addressOf({ traits }: Identity): string {
  return traits.primary_email_address ?? "";
}
