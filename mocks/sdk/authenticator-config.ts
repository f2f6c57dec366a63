import type { Emulator } from "../cloud/emulator.ts";
import { realmPath } from "../cloud/lookup.ts";
import type { Credential } from "../cloud/model.ts";
import type { AuthenticatorConfig } from "../cloud/world.ts";

type Method = "webauthn_passkey" | "software_passkey" | "email_one_time_password";

/** The authentication method that a kind of passkey belongs to. */
export const methodOf: Record<Credential["kind"], Method> = {
  JWT: "software_passkey",
  WEBAUTHN: "webauthn_passkey",
};

/** @returns whether people may authenticate in a way. A configuration that lists no ways allows each. */
export function allowsMethod({ config }: AuthenticatorConfig, method: Method): boolean {
  const methods = "authentication_methods" in config ? config.authentication_methods : undefined;
  return !Array.isArray(methods) || methods.some(({ type }) => type === method);
}

/** @returns an authenticator configuration in the vendor's form. */
export function authenticatorConfigView({ store }: Emulator, config: AuthenticatorConfig) {
  const { id, realm_id, display_name } = config;
  return {
    id,
    tenant_id: store.state.world.tenant.id,
    realm_id,
    display_name,
    config: config.config,
  };
}

/** @returns where the page is that signs people in: the application's own, or the cloud's. */
export function invokeUrl({ origins }: Emulator, { config }: AuthenticatorConfig): string {
  return config.type === "embedded"
    ? config.invoke_url.replace(/\/$/, "")
    : `${origins.auth}/authenticator`;
}

/** @returns the page that a sign-in is redirected to, or undefined when the authenticator has none. */
export function signInPage(emulator: Emulator, item: AuthenticatorConfig): string | undefined {
  const { config, id, realm_id } = item;
  if (config.type === "embedded") return `${invokeUrl(emulator, item)}/bi-authenticate`;
  if (config.type !== "hosted_web") return undefined;
  const path = `${realmPath(emulator, realm_id)}/authenticator-configs/${id}/bi-authenticate`;
  return `${invokeUrl(emulator, item)}${path}`;
}
