import type { World } from "./world.ts";

/** What has no place in the vendor's API, and the three fields that are changed most often, of all applications. */
export type Settings = {
  /** Of embedded authenticators: `automatic` answers /authorize with a redirect, `manual` with JSON. */
  invocationType: "automatic" | "manual";
  /** How many extra challenges the SDK must answer per sign-in. */
  extraProveRounds: number;
  /** Whether authenticators offer one-time passwords by email. */
  oneTimePasswords: boolean;
  /** Whether a sign-in gets a refresh token, and whether each use of it returns a new one. */
  refreshTokens: "off" | "static" | "rotating";
  /** Lifetime of people's access tokens. */
  accessTokenSeconds: number;
};

export type OwnSettings = Pick<Settings, "extraProveRounds" | "refreshTokens">;

const CODE_BY_MAIL = "email_one_time_password";

/**
 * @param world where the other three are kept: they read the first application that people sign in to and its
 * authenticator, and set all of them
 * @param own the settings that no world has
 */
export function createSettings(world: () => World, own: OwnSettings): Settings {
  return {
    ...own,
    get invocationType() {
      return embedded(world())[0]?.invocation_type ?? "automatic";
    },
    set invocationType(type) {
      for (const config of embedded(world())) config.invocation_type = type;
    },
    get oneTimePasswords() {
      const methods = embedded(world())[0]?.authentication_methods;
      return methods?.some(({ type }) => type === CODE_BY_MAIL) ?? true;
    },
    set oneTimePasswords(offered) {
      for (const config of embedded(world())) {
        const others = config.authentication_methods?.filter(({ type }) => type !== CODE_BY_MAIL);
        config.authentication_methods = [
          ...(others ?? [{ type: "webauthn_passkey" }, { type: "software_passkey" }]),
          ...(offered ? [{ type: CODE_BY_MAIL } as const] : []),
        ];
      }
    },
    get accessTokenSeconds() {
      return signInApplications(world())[0]?.token_configuration.expires_after ?? 86_400;
    },
    set accessTokenSeconds(seconds) {
      for (const { token_configuration } of signInApplications(world())) {
        token_configuration.expires_after = seconds;
      }
    },
  };
}

function embedded({ authenticator_configs }: World) {
  return authenticator_configs.flatMap(({ config }) =>
    config.type === "embedded" ? [config] : [],
  );
}

function signInApplications({ applications }: World) {
  return applications
    .map(({ protocol_config }) => protocol_config)
    .filter(({ grant_type }) => grant_type.includes("authorization_code"));
}
