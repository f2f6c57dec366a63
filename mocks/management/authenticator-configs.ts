import { randomUUID } from "node:crypto";
import { z } from "zod";
import { filledText } from "../cloud/identity-fields.ts";
import { demand } from "../cloud/refusal.ts";
import { type AuthenticatorConfig, authenticatorSchema } from "../cloud/world.ts";
import { conflict } from "./refusals.ts";
import type { Resource } from "./resource.ts";

const fields = z.object({ display_name: filledText, config: authenticatorSchema });

/** Authenticator configurations, which stay as long as an application uses them. */
export const authenticatorConfigs: Resource<AuthenticatorConfig, z.infer<typeof fields>> = {
  type: "AuthenticatorConfig",
  ...{ name: "authenticator_config", list: "authenticator_configs" },
  path: "/authenticator-configs",
  pages: { usual: 100, most: 100 },
  attributes: {
    id: ({ id }) => id,
    display_name: ({ display_name }) => display_name,
    "config.type": ({ config }) => config.type,
  },
  fields,
  items: (world) => world.authenticator_configs,
  create: ({ params }, wanted) => ({
    id: randomUUID(),
    realm_id: params.realmId ?? "",
    ...wanted,
  }),
  update: (_, config, wanted) => Object.assign(config, wanted),
  remove({ emulator }, { id }) {
    const user = emulator.store.state.world.applications.find(
      ({ authenticator_config_id }) => authenticator_config_id === id,
    );
    demand(user === undefined, () =>
      conflict("Application", user?.id ?? "", "authenticator config is used by an application"),
    );
  },
};
