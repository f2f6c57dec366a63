import { randomUUID } from "node:crypto";
import { z } from "zod";
import { filledText } from "../cloud/identity-fields.ts";
import { findConfig } from "../cloud/lookup.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { randomToken } from "../cloud/store.ts";
import { type ApplicationRecord, protocolFields } from "../cloud/world.ts";
import { invalidParameters, notFound } from "./refusals.ts";
import type { Resource } from "./resource.ts";

const fields = z.object({
  display_name: filledText,
  authenticator_config_id: filledText.optional(),
  resource_server_id: filledText.optional(),
  protocol_config: z.object(protocolFields),
});

type Fields = z.infer<typeof fields>;

/** Applications, whose client id and secret the cloud makes. */
export const applications: Resource<ApplicationRecord, Fields> = {
  ...{ type: "Application", name: "application", list: "applications", path: "/applications" },
  pages: { usual: 100, most: 100 },
  fields,
  items: (world) => world.applications,
  create(exchange, wanted) {
    demandKnownReferences(exchange, wanted);
    demandConsistentProtocol(wanted);
    const client_id = randomToken(24);
    return {
      ...{ id: randomUUID(), realm_id: exchange.params.realmId ?? "", is_managed: false },
      ...wanted,
      protocol_config: withSecret({ ...wanted.protocol_config, client_id }, undefined),
    };
  },
  update(exchange, application, wanted) {
    demandKnownReferences(exchange, wanted);
    demandConsistentProtocol(wanted);
    const { client_id, client_secret } = application.protocol_config;
    const protocol_config = withSecret({ ...wanted.protocol_config, client_id }, client_secret);
    Object.assign(application, wanted, { protocol_config });
  },
  remove({ emulator }, { id }) {
    const { state } = emulator.store;
    const isOther = ({ applicationId }: { applicationId: string }) => applicationId !== id;
    state.transactions = state.transactions.filter(isOther);
    state.authorizationCodes = state.authorizationCodes.filter(isOther);
    state.accessTokens = state.accessTokens.filter(isOther);
    state.refreshTokens = state.refreshTokens.filter(isOther);
    state.passkeyBindingTokens = state.passkeyBindingTokens.filter(isOther);
  },
};

function withSecret(
  protocol: Omit<ApplicationRecord["protocol_config"], "client_secret">,
  secret: string | undefined,
): ApplicationRecord["protocol_config"] {
  return protocol.confidentiality === "public"
    ? protocol
    : { ...protocol, client_secret: secret ?? randomToken(48) };
}

function demandKnownReferences({ emulator, params }: Exchange, wanted: Fields): void {
  const { realmId = "" } = params;
  const configId = wanted.authenticator_config_id;
  demand(configId === undefined || findConfig(emulator, realmId, configId), () =>
    notFound("AuthenticatorConfig", "authenticator config", configId ?? ""),
  );
  const serverId = wanted.resource_server_id;
  const server = emulator.store.state.world.resource_servers.find(
    ({ id, realm_id }) => id === serverId && realm_id === realmId,
  );
  demand(serverId === undefined || server, () =>
    notFound("ResourceServer", "resource server", serverId ?? ""),
  );
  const foreign = wanted.protocol_config.allowed_scopes.find(
    (scope) => !server?.scopes.includes(scope),
  );
  demand(foreign === undefined, () =>
    invalidParameters([
      {
        field: "application.protocol_config.allowed_scopes",
        description: `${foreign} is not a scope of the resource server`,
      },
    ]),
  );
}

function demandConsistentProtocol({ protocol_config: protocol }: Fields): void {
  const isMachine = protocol.grant_type.includes("client_credentials");
  demand(!isMachine || protocol.confidentiality === "confidential", () =>
    invalidParameters([
      {
        field: "application.protocol_config.grant_type",
        description: "client_credentials needs a confidential application",
      },
    ]),
  );
}
