import { NOTHING } from "../cloud/management-client.ts";
import type { Repair } from "./check.ts";
import type { Cloud } from "./cloud/cloud.ts";

type Fields = Record<string, unknown>;

/** @returns the repair that changes the protocol of the application */
export function changeApplication(cloud: Cloud, what: string, protocol_config: Fields): Repair {
  return {
    what: `${what} (application)`,
    async apply() {
      const reading = await cloud.application();
      if (reading.kind !== "found") throw new Error("the application cannot be read");
      const { is_managed, protocol_config: current } = reading.value;
      if (is_managed) throw new Error("Beyond Identity manages this application");
      // The cloud makes the client's id and secret, and takes neither.
      const { client_id: _id, client_secret: _secret, ...settings } = current;
      const client = await openClient(cloud);
      await client.call({
        operation: what,
        method: "PATCH",
        path: cloud.paths.application,
        body: { application: { protocol_config: { ...settings, ...protocol_config } } },
        schema: NOTHING,
      });
    },
  };
}

/** @returns the repair that changes the authenticator config */
export function changeAuthenticator(cloud: Cloud, what: string, config: Fields): Repair {
  return {
    what: `${what} (authenticator config)`,
    async apply() {
      const reading = await cloud.authenticatorConfig();
      if (reading.kind !== "found") throw new Error("the authenticator config cannot be read");
      const client = await openClient(cloud);
      await client.call({
        operation: what,
        method: "PATCH",
        path: cloud.paths.authenticatorConfig,
        body: { authenticator_config: { config: { ...reading.value.config, ...config } } },
        schema: NOTHING,
      });
    },
  };
}

async function openClient(cloud: Cloud) {
  const access = await cloud.management();
  if (access.kind !== "open") throw new Error("the management API cannot be asked");
  return access.client;
}
