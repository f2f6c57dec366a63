import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { route } from "../cloud/route.ts";
import { biAuthenticate } from "./bi-authenticate.ts";
import { bind } from "./bind.ts";
import { getInfo } from "./get-info.ts";
import { invokeAuthenticator, linkDialect } from "./invoke-authenticator.ts";
import { exchangePasskeyBindingToken } from "./passkey-binding-token.ts";
import { preflight } from "./preflight.ts";

/** @returns the endpoints that Beyond Identity's browser SDK calls, and the binding link that a person opens. */
export function sdkHandlers(emulator: Emulator): Endpoint[] {
  const realm = `${emulator.origins.auth}/v1/tenants/:tenantId/realms/:realmId`;
  const job = `${realm}/identities/:identityId/credential-binding-jobs/:jobId`;
  const getInfoOfJob = `${job}\\:getInfo`;
  const bindOfJob = `${job}\\:bind`;
  const authenticate = `${realm}/applications/:applicationId/bi-authenticate`;
  const jobsOfApplication = `${realm}/applications/:applicationId/credential-binding-jobs`;
  return [
    route(emulator, "all", `${job}\\:invokeAuthenticator`, invokeAuthenticator, linkDialect),
    preflight(emulator, getInfoOfJob),
    route(emulator, "post", getInfoOfJob, getInfo),
    preflight(emulator, bindOfJob),
    route(emulator, "post", bindOfJob, bind),
    preflight(emulator, authenticate),
    route(emulator, "post", authenticate, biAuthenticate),
    preflight(emulator, jobsOfApplication),
    route(emulator, "post", jobsOfApplication, exchangePasskeyBindingToken),
  ];
}
