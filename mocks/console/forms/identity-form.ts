import { demand } from "../../cloud/refusal.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { removeIdentities } from "../../management/members.ts";
import { isPending } from "../../management/views.ts";
import { done, unknownForm } from "./done.ts";

/** `POST /_emulator/forms/identities/{id}/suspend`, `/activate` or `/delete` */
export function changeIdentity({ emulator, params }: Exchange): SentResponse {
  const identity = emulator.store.state.identities.find(({ id }) => id === params.item);
  demand(identity, unknownForm);
  if (params.verb === "delete") {
    removeIdentities(emulator, [identity.id]);
    return done("/identities", "deleted");
  }
  demand(params.verb === "suspend" || params.verb === "activate", unknownForm);
  identity.status = params.verb === "suspend" ? "suspended" : "active";
  identity.updatedAt = emulator.clock.now();
  const said = identity.status === "active" ? "activated" : "suspended";
  return done(`/identities/${identity.id}`, said);
}

/** `POST /_emulator/forms/passkeys/{id}/revoke` */
export function revokePasskey({ emulator, params }: Exchange): SentResponse {
  const passkey = emulator.store.state.credentials.find(({ id }) => id === params.item);
  demand(passkey?.state === "ACTIVE" && params.verb === "revoke", unknownForm);
  passkey.state = "REVOKED";
  passkey.updatedAt = emulator.clock.now();
  return done(`/identities/${passkey.identityId}`, "passkey-revoked");
}

/** `POST /_emulator/forms/links/{id}/revoke` */
export function revokeLink({ emulator, params }: Exchange): SentResponse {
  const job = emulator.store.state.bindingJobs.find(({ id }) => id === params.item);
  demand(job && isPending(emulator, job) && params.verb === "revoke", unknownForm);
  job.state = "REVOKED";
  job.updatedAt = emulator.clock.now();
  return done(`/identities/${job.identityId}`, "link-revoked");
}
