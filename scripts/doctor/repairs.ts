import { NOTHING } from "../cloud/management-client.ts";
import { type Application, applicationSchema } from "../cloud/schemas.ts";
import type { Repair } from "./check.ts";
import type { Cloud } from "./cloud/cloud.ts";
import { type AuthenticatorConfig, configSchema } from "./cloud/readings.ts";

type Protocol = Application["protocol_config"];
type Config = AuthenticatorConfig["config"];

/**
 * @param change of the settings as they are when the repair is made, so that several repairs add up
 * @returns the repair that changes the protocol of the application
 */
export function changeApplication(
  cloud: Cloud,
  what: string,
  change: (current: Protocol) => Record<string, unknown>,
): Repair {
  return {
    what: `${what} (application)`,
    async apply() {
      const client = await openClient(cloud);
      const at = { operation: what, path: cloud.paths.application };
      const current = await client.call({ ...at, method: "GET", schema: applicationSchema });
      if (current.is_managed) throw new Error("Beyond Identity manages this application.");
      // The cloud makes the client's id and secret, and takes neither.
      const { client_id: _id, client_secret: _secret, ...settings } = current.protocol_config;
      const protocol_config = { ...settings, ...change(current.protocol_config) };
      const body = { application: { protocol_config } };
      await client.call({ ...at, method: "PATCH", body, schema: NOTHING });
    },
  };
}

/**
 * @param change as for `changeApplication`
 * @returns the repair that changes the authenticator config
 */
export function changeAuthenticator(
  cloud: Cloud,
  what: string,
  change: (current: Config) => Record<string, unknown>,
): Repair {
  return {
    what: `${what} (authenticator config)`,
    async apply() {
      const client = await openClient(cloud);
      const at = { operation: what, path: cloud.paths.authenticatorConfig };
      const { config } = await client.call({ ...at, method: "GET", schema: configSchema });
      const body = { authenticator_config: { config: { ...config, ...change(config) } } };
      await client.call({ ...at, method: "PATCH", body, schema: NOTHING });
    },
  };
}

async function openClient(cloud: Cloud) {
  const access = await cloud.management();
  if (access.kind !== "open") throw new Error("The management API cannot be asked.");
  return access.client;
}
