import { parseArgs } from "node:util";
import { isLoopback } from "@/lib/env/cloud-guard";
import { ProvisionError, requireFor } from "./provision-error.ts";
import { type ThemeOptions, themeOptions } from "./theme-options.ts";

export type AuthenticatorType = "embedded" | "hosted";

/** What the command was asked to do. */
export type Options = {
  /** Where users reach the app: an origin. */
  appOrigin: string;
  realm: string;
  name: string;
  /** Choose between objects of one name. */
  applicationId: string | null;
  authenticatorConfigId: string | null;
  apiClientId: string | null;
  authenticator: AuthenticatorType;
  envFile: string;
  /** By its identifier or its id. */
  resourceServer: { identifier: string; scopes: string[] } | null;
  /** How mails and pages of Beyond Identity look. Null leaves a field as it is. */
  theme: ThemeOptions | null;
  dryRun: boolean;
  yes: boolean;
  teardown: boolean;
  json: boolean;
  tokenFromInput: boolean;
  /** The flags that were written, so that a terminal asks for the others only. */
  given: string[];
};

export const DEFAULTS = {
  "app-url": "http://localhost:3000",
  realm: "Passkey Starter",
  name: "Passkey Starter",
  authenticator: "embedded",
  "env-file": ".env.local",
} as const;

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const OPTIONS = {
  ...{ "app-url": text, realm: text, name: text, authenticator: text, "env-file": text },
  ...{ application: text, "authenticator-config": text, "api-client": text },
  ...{ "resource-server": text, scopes: text },
  ...{ theme: text, "logo-url": text, "support-url": text },
  ...{ "token-stdin": flag, "dry-run": flag, yes: flag, teardown: flag, json: flag, help: flag },
};

/**
 * @returns the options, or "help"
 * @throws ProvisionError `usage`, which never shows a value: it could be a token
 */
export function readOptions(arguments_: string[]): Options | "help" {
  const values = parsed(arguments_);
  if (values.help) return "help";
  const { authenticator = DEFAULTS.authenticator, scopes } = values;
  requireFor(
    authenticator === "embedded" || authenticator === "hosted",
    "usage",
    () => "--authenticator must be embedded or hosted.",
  );
  const identifier = filledOrNull("resource-server", values["resource-server"]);
  requireFor(
    identifier !== null || scopes === undefined,
    "usage",
    () => "--scopes needs --resource-server.",
  );
  return {
    appOrigin: appOriginOf(values["app-url"] ?? DEFAULTS["app-url"]),
    realm: filled("realm", values.realm ?? DEFAULTS.realm),
    name: filled("name", values.name ?? DEFAULTS.name),
    applicationId: filledOrNull("application", values.application),
    authenticatorConfigId: filledOrNull("authenticator-config", values["authenticator-config"]),
    apiClientId: filledOrNull("api-client", values["api-client"]),
    authenticator,
    envFile: filled("env-file", values["env-file"] ?? DEFAULTS["env-file"]),
    resourceServer: identifier
      ? { identifier, scopes: (scopes ?? "").split(/\s+/).filter((scope) => scope !== "") }
      : null,
    theme: themeOptions(values),
    dryRun: values["dry-run"] ?? false,
    yes: values.yes ?? false,
    teardown: values.teardown ?? false,
    json: values.json ?? false,
    tokenFromInput: values["token-stdin"] ?? false,
    given: Object.keys(values),
  };
}

/** @throws ProvisionError `usage` when the address is no origin at which the app would start */
export function appOriginOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOrigin =
    url && ["http:", "https:"].includes(url.protocol) && url.href === `${url.origin}/`;
  requireFor(
    isOrigin,
    "usage",
    () => "--app-url must be an address without a path, such as https://app.example.com.",
  );
  requireFor(
    url.protocol === "https:" || isLoopback(url),
    "usage",
    () => "--app-url must use https, except on this machine.",
  );
  return url.origin;
}

function filledOrNull(name: string, value: string | undefined): string | null {
  return value === undefined ? null : filled(name, value);
}

function filled(name: string, value: string): string {
  requireFor(value.trim() !== "", "usage", () => `--${name} is empty.`);
  return value;
}

function parsed(arguments_: string[]) {
  try {
    return parseArgs({ args: arguments_, options: OPTIONS }).values;
  } catch (error) {
    const known = Object.keys(OPTIONS).find((name) => String(error).includes(`'--${name}`));
    throw new ProvisionError(
      "usage",
      known ? `--${known} is used wrongly.` : "There is an unknown flag. --help lists them all.",
    );
  }
}
