import type { Emulator } from "./cloud/emulator.ts";
import { consoleHandlers } from "./console/handlers.ts";
import { controlHandlers } from "./control/handlers.ts";
import { createDispatch, type Dispatch } from "./dispatch.ts";
import { hostedHandlers } from "./hosted/handlers.ts";
import { managementHandlers } from "./management/handlers.ts";
import { notEmulatedHandlers } from "./not-emulated.ts";
import { oidcHandlers } from "./oidc/handlers.ts";
import { sdkHandlers } from "./sdk/handlers.ts";

/** @returns what answers all requests. The endpoints of operations that are not emulated come last. */
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
