import type { Credential } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { jsonResponse, type SentResponse } from "../cloud/sent-response.ts";
import { traceCheck, traceEvent, traceSubject } from "../cloud/trace.ts";
import { itemsInPath } from "./items-in-path.ts";
import { pageResponse, readPage } from "./pagination.ts";
import { conflict, notFound } from "./refusals.ts";
import { credentialView } from "./views.ts";

/** `GET .../identities/{id}/credentials` */
export function listCredentials(exchange: Exchange): SentResponse {
  const page = readPage(exchange.query);
  return pageResponse("credentials", credentialsOf(exchange), page, (credential) =>
    credentialView(exchange.emulator, credential),
  );
}

/** `GET .../identities/{id}/credentials/{id}` */
export function getCredential(exchange: Exchange): SentResponse {
  return jsonResponse(credentialView(exchange.emulator, credentialOf(exchange)));
}

/** `POST .../identities/{id}/credentials/{id}:revoke`, which is final */
export function revokeCredential(exchange: Exchange): SentResponse {
  traceEvent("CredentialChange", "REVOKE");
  const credential = credentialOf(exchange);
  traceSubject({ identity_id: credential.identityId }, `passkey:${credential.id}`);
  traceCheck("Passkey is active");
  demand(credential.state === "ACTIVE", () =>
    conflict("Credential", credential.id, "credential is not active"),
  );
  credential.state = "REVOKED";
  credential.updatedAt = exchange.emulator.clock.now();
  return jsonResponse(credentialView(exchange.emulator, credential));
}

function credentialsOf(exchange: Exchange): Credential[] {
  return itemsInPath(exchange, ({ credentials }) => credentials);
}

function credentialOf(exchange: Exchange): Credential {
  const wanted = exchange.params.credentialId ?? "";
  const credential = credentialsOf(exchange).find(({ id }) => id === wanted);
  demand(credential, () => notFound("Credential", "credential", wanted));
  return credential;
}
