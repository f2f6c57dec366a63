import { expect } from "vitest";
import { parseEnv } from "@/lib/env/env";
import type { World } from "../../mocks/cloud/world.ts";
import { variablesIn } from "../../scripts/env-file/variables.ts";
import { readMark } from "../../scripts/provision/mark.ts";

/**
 * Expects one of everything in a tenant that was blank, a theme included, a file that the app accepts, and a mark that
 * names all of it.
 */
export function expectHealthy(world: World, text: string): void {
  expect(world.realms.map(({ display_name }) => display_name)).toEqual([
    ...["Beyond Identity Admin", "Passkey Starter"],
  ]);
  const [, realm] = world.realms;
  const [web, server, ...others] = world.applications.filter(({ is_managed }) => !is_managed);
  const [config, ...otherConfigs] = world.authenticator_configs;
  const [theme, ...otherThemes] = world.themes;
  expect([others, otherConfigs, otherThemes]).toEqual([[], [], []]);
  expect(theme?.realm_id).toBe(realm?.id);
  expect(parseEnv(variablesIn(text))).toMatchObject({
    ...{ realmId: realm?.id, applicationId: web?.id },
    ...{
      clientId: web?.protocol_config.client_id,
      clientSecret: web?.protocol_config.client_secret,
    },
    management: {
      authenticatorConfigId: config?.id,
      credentials: {
        clientId: server?.protocol_config.client_id,
        clientSecret: server?.protocol_config.client_secret,
      },
    },
  });
  const made = readMark(text)?.made.map(({ id }) => id);
  expect(made).toEqual([realm?.id, config?.id, web?.id, server?.id, theme?.id]);
}
