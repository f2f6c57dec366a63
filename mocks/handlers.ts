import type { HttpHandler } from "msw";
import type { Emulator } from "./cloud/emulator.ts";
import { consoleHandlers } from "./console/handlers.ts";
import { controlHandlers } from "./control/handlers.ts";
import { createDispatch, type Dispatch, dispatchOf } from "./dispatch.ts";
import { hostedHandlers } from "./hosted/handlers.ts";
import { managementHandlers } from "./management/handlers.ts";
import { notEmulatedHandlers } from "./not-emulated.ts";
import { oidcHandlers } from "./oidc/handlers.ts";
import { sdkHandlers } from "./sdk/handlers.ts";

/** @returns what answers all requests. The handlers of operations that are not emulated come last. */
export function createEndpoints(emulator: Emulator): Dispatch {
  return createDispatch([
    ...controlHandlers(emulator),
    ...oidcHandlers(emulator),
    ...sdkHandlers(emulator),
    ...hostedHandlers(emulator),
    ...managementHandlers(emulator),
    ...consoleHandlers(emulator),
    ...notEmulatedHandlers(emulator),
  ]);
}

/** @returns the same as MSW handlers, one for each origin. */
export function createHandlers(emulator: Emulator): HttpHandler[] {
  const dispatch = createEndpoints(emulator);
  const { auth, api } = emulator.origins;
  return [...new Set([auth, api])].map((origin) => dispatchOf(origin, dispatch));
}
