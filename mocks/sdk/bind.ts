import { z } from "zod";
import type { Emulator } from "../cloud/emulator.ts";
import { configOfJob } from "../cloud/lookup.ts";
import type { BindingJob, Credential } from "../cloud/model.ts";
import { Redacted } from "../cloud/redacted.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { hexId } from "../cloud/store.ts";
import { traceCheck, traceEvent, traceShown, traceSubject } from "../cloud/trace.ts";
import type { AuthenticatorConfig } from "../cloud/world.ts";
import { allowsMethod, methodOf } from "./authenticator-config.ts";
import type { BindingProof, BoundKey } from "./binding-proof.ts";
import { jsonValue, parse } from "./parsing.ts";
import { bearerToken, pendingJob } from "./pending-job.ts";
import { refusal } from "./refusals.ts";
import { softwareKey } from "./software-key.ts";
import { passkeySubject } from "./subject.ts";
import { webAuthnKey } from "./webauthn-key.ts";

const bodySchema = z.object({ type: z.enum(["JWT", "WEBAUTHN"]), raw: z.string() });

/** Verifies the key that the SDK created, stores its public half and completes the job. */
export async function bind(exchange: Exchange): Promise<SentResponse> {
  const { emulator, request } = exchange;
  traceEvent("CredentialChange", "BIND");
  const token = bearerToken(request);
  const proof = { sub: passkeySubject(emulator, pendingJob(exchange, token).job), token };
  const body = parse(bodySchema, jsonValue(await request.text()), "the body");
  traceCheck("Kind of passkey");
  const config = configOfJob(emulator, pendingJob(exchange, token).job);
  demand(config && allowsMethod(config, methodOf[body.type]), () =>
    refusal(403, "the authenticator configuration does not allow this kind of passkey"),
  );
  traceCheck("Signature of the new key");
  const key = await verifiedKey(emulator, config, body, proof);

  // Checked again because another request may have used the job meanwhile. Nothing is awaited from here on.
  const { job } = pendingJob(exchange, token);
  traceCheck("The key is new");
  demand(!isBound(emulator, key), () => refusal(409, "the key already belongs to a passkey"));
  return jsonResponse(bindingAnswer(complete(emulator, job, key)));
}

function verifiedKey(
  emulator: Emulator,
  config: AuthenticatorConfig,
  body: z.infer<typeof bodySchema>,
  proof: BindingProof,
): Promise<BoundKey> {
  return body.type === "JWT"
    ? softwareKey(body.raw, proof)
    : webAuthnKey(emulator, config, body.raw, proof);
}

function isBound(emulator: Emulator, key: BoundKey): boolean {
  return emulator.store.state.credentials.some(({ thumbprint }) => thumbprint === key.thumbprint);
}

function complete(emulator: Emulator, job: BindingJob, key: BoundKey): Credential {
  const now = emulator.clock.now();
  const credential: Credential = {
    ...key,
    id: hexId(),
    realmId: job.realmId,
    identityId: job.identityId,
    state: "ACTIVE",
    createdAt: now,
    updatedAt: now,
  };
  emulator.store.state.credentials.push(credential);
  traceSubject({}, `passkey:${credential.id}`);
  const { id, kind, thumbprint } = credential;
  traceShown("Passkey", Redacted.claims({ id, kind, thumbprint }));
  Object.assign(job, { state: "COMPLETE", credentialId: credential.id, updatedAt: now });
  return credential;
}

function bindingAnswer(credential: Credential) {
  return {
    id: credential.id,
    state: credential.state,
    create_time: new Date(credential.createdAt).toISOString(),
    update_time: new Date(credential.updatedAt).toISOString(),
  };
}
