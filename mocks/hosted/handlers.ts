import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { route } from "../cloud/route.ts";
import { bindingPage } from "./binding-page.ts";
import { pageScript, SCRIPT_PATH } from "./page-script.ts";
import { signInPage } from "./sign-in-page.ts";
import { startPage } from "./start-page.ts";

/** @returns the page that signs users in for applications with a Hosted Web authenticator, at the vendor's path. */
export function hostedHandlers(emulator: Emulator): Endpoint[] {
  const root = `${emulator.origins.auth}/authenticator`;
  const config = `${root}/v1/tenants/:tenantId/realms/:realmId/authenticator-configs/:configId`;
  return [
    route(emulator, "get", `${config}/bi-authenticate`, signInPage),
    route(emulator, "get", `${root}/bind`, bindingPage),
    route(emulator, "get", `${emulator.origins.auth}${SCRIPT_PATH}`, pageScript),
    route(emulator, "get", `${root}/`, startPage),
  ];
}
