import type { HttpHandler } from "msw";
import type { Emulator } from "./cloud/emulator.ts";
import { consoleHandlers } from "./console/handlers.ts";
import { controlHandlers } from "./control/handlers.ts";
import { dispatch } from "./dispatch.ts";
import { hostedHandlers } from "./hosted/handlers.ts";
import { managementHandlers } from "./management/handlers.ts";
import { notEmulatedHandlers } from "./not-emulated.ts";
import { oidcHandlers } from "./oidc/handlers.ts";
import { sdkHandlers } from "./sdk/handlers.ts";

/** @returns the handlers of all requests. Those for operations that are not emulated come last. */
export function createHandlers(emulator: Emulator): HttpHandler[] {
  const handlers = [
    ...controlHandlers(emulator),
    ...oidcHandlers(emulator),
    ...sdkHandlers(emulator),
    ...hostedHandlers(emulator),
    ...managementHandlers(emulator),
    ...consoleHandlers(emulator),
    ...notEmulatedHandlers(emulator),
  ];
  const { auth, api } = emulator.origins;
  return [...new Set([auth, api])].map((origin) => dispatch(origin, handlers));
}
