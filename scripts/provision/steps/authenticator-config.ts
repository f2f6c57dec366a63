import { isDeepStrictEqual } from "node:util";
import { AUTHENTICATOR_CONFIG } from "../../cloud/resources.ts";
import type { Application, AuthenticatorConfig } from "../../cloud/schemas.ts";
import { demandSingle, findById, findNamed } from "../find.ts";
import type { Options } from "../options.ts";
import { requireFor } from "../provision-error.ts";
import type { Session } from "../session.ts";

type Config = AuthenticatorConfig["config"];

const TYPES = { embedded: "embedded", hosted: "hosted_web" } as const;
const PASSKEYS = [{ type: "webauthn_passkey" }, { type: "software_passkey" }];
const METHODS = [...PASSKEYS, { type: "email_one_time_password" }];

/**
 * Finds the authenticator configuration of the id, of the application, or else of the name, or makes it. It lets the app's origin in,
 * and keeps whatever else is there.
 *
 * @throws ProvisionError `unsuitable` when it is of another type, or other applications need another invoke URL
 */
export async function ensureAuthenticatorConfig(
  session: Session,
  realmId: string,
  {
    application,
    applications,
  }: { application: Application | undefined; applications: Application[] },
  options: Options,
): Promise<AuthenticatorConfig> {
  const resource = AUTHENTICATOR_CONFIG;
  const current = chosen(await session.list(resource, realmId), application, options);
  const type = TYPES[options.authenticator];
  if (!current) {
    return session.create({
      ...{ resource, realmId, name: options.name },
      fields: { display_name: options.name, config: newConfig(type, options.appOrigin) },
    });
  }
  const name = current.display_name;
  requireFor(
    current.config.type === type,
    "unsuitable",
    () =>
      `The authenticator configuration "${name}" is of the type ${current.config.type}, and its passkeys cannot move. Choose another --name, or the other --authenticator.`,
  );
  const config = withNeeds(current.config, options.appOrigin);
  if (isDeepStrictEqual(config, current.config)) {
    session.keep(resource, realmId, current);
    return current;
  }
  const others = applications.filter(
    ({ id, authenticator_config_id }) =>
      authenticator_config_id === current.id && id !== application?.id,
  );
  requireFor(
    config.invoke_url === current.config.invoke_url || others.length === 0,
    "unsuitable",
    () =>
      `Other applications use the authenticator configuration "${name}", and it leads their users to ${current.config.invoke_url}. Choose another --name.`,
  );
  return session.update({
    resource,
    realmId,
    name,
    current,
    fields: { display_name: name, config },
  });
}

function chosen(
  configs: AuthenticatorConfig[],
  application: Application | undefined,
  { authenticatorConfigId, name }: Options,
): AuthenticatorConfig | undefined {
  const words = AUTHENTICATOR_CONFIG.words;
  const way = "Choose one with --authenticator-config ID, or another name with --name.";
  if (authenticatorConfigId) return findById(configs, authenticatorConfigId, words);
  const usedId = application?.authenticator_config_id;
  if (!usedId) return findNamed(configs, name, { words, way });
  const used = findById(configs, usedId, words);
  const { display_name: usedName } = used;
  const same = configs.filter((config) => config.display_name === usedName);
  demandSingle(same, `named "${usedName}"`, { words, way });
  return used;
}

/** The cloud appends `/bi-authenticate` and `/bind` to the invoke URL. A hosted page has none. */
function newConfig(type: "embedded" | "hosted_web", appOrigin: string) {
  const common = { type, trusted_origins: [appOrigin], authentication_methods: METHODS };
  return type === "hosted_web"
    ? common
    : { ...common, invoke_url: appOrigin, invocation_type: "automatic" };
}

function withNeeds(config: Config, appOrigin: string): Config {
  const { trusted_origins: origins, authentication_methods: methods } = config;
  const hasPasskeys = methods.some(({ type }) => PASSKEYS.some((passkey) => passkey.type === type));
  const isInvoked = config.invoke_url?.replace(/\/$/, "") === appOrigin;
  return {
    ...config,
    ...(config.type === "embedded" && {
      invoke_url: isInvoked ? config.invoke_url : appOrigin,
      ...(config.invocation_type && { invocation_type: "automatic" }),
    }),
    trusted_origins: origins.includes(appOrigin) ? origins : [...origins, appOrigin],
    authentication_methods: hasPasskeys ? methods : [...methods, ...PASSKEYS],
  };
}
