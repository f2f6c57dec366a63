import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { nameText } from "../cloud/identity-fields.ts";
import { jsonResponse } from "../cloud/sent-response.ts";
import { tenantOperation } from "./operation.ts";
import { readBody } from "./read-body.ts";

const bodySchema = z.object({ tenant: z.object({ display_name: nameText }) });

/** A change with any other field is refused. */
const KNOWN = ["id", "display_name", "create_time", "update_time"];

/** @returns the operations on the tenant itself. */
export function tenantHandlers(emulator: Emulator): Endpoint[] {
  return [
    tenantOperation(emulator, "get", "", "tenants:read", () =>
      jsonResponse(emulator.store.state.world.tenant),
    ),
    tenantOperation(emulator, "patch", "", "tenants:update", async (exchange) => {
      const { tenant: current } = emulator.store.state.world;
      const { tenant } = await readBody(exchange, bodySchema, {
        ...{ current: { tenant: current }, known: KNOWN },
      });
      Object.assign(current, tenant, { update_time: timestamp(emulator.clock) });
      return jsonResponse(current);
    }),
  ];
}
