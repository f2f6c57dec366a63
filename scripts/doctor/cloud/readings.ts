import { z } from "zod";
import { CloudError } from "../../cloud/cloud-error.ts";
import type { ManagementClient } from "../../cloud/management-client.ts";
import {
  type Application,
  applicationSchema,
  authenticatorConfigSchema,
  type Realm,
  realmSchema,
} from "../../cloud/schemas.ts";
import type { Environment } from "../environment.ts";
import type { ManagementAccess } from "./management-access.ts";
import { shared } from "./shared.ts";

/** An object of the tenant, as far as the token may read it. */
export type Reading<T> =
  | { kind: "found"; value: T }
  | { kind: "absent" }
  /** The token may not read it, or there is no token. */
  | { kind: "unknown"; why: string }
  | { kind: "failed"; error: CloudError };

export const configSchema = authenticatorConfigSchema.extend({
  config: z.looseObject({
    type: z.string(),
    invoke_url: z.string().optional(),
    invocation_type: z.string().optional(),
    trusted_origins: z.array(z.string()).nullish(),
    // Without a list, each method is allowed.
    authentication_methods: z.array(z.looseObject({ type: z.string() })).nullish(),
  }),
});

export type AuthenticatorConfig = z.infer<typeof configSchema>;

/** @returns the questions about the objects that the environment names */
export function createReadings(
  { variables, issuerPath }: Environment,
  management: () => Promise<ManagementAccess>,
) {
  const realm = `/realms/${encodeURIComponent(variables.BEYOND_IDENTITY_REALM_ID ?? "")}`;
  const configId = encodeURIComponent(variables.BEYOND_IDENTITY_APPLICATION_CONFIG_ID ?? "");
  const ownRealm = `/realms/${issuerPath?.realmId ?? ""}`;
  const application = `${ownRealm}/applications/${issuerPath?.applicationId ?? ""}`;

  const one = <T>(operation: string, path: string, scope: string, schema: z.ZodType<T>) =>
    reading<T>(management, scope, (client) =>
      client.call({ operation, method: "GET", path, schema }),
    );
  const authenticatorConfig = `${realm}/authenticator-configs/${configId}`;
  return {
    paths: { application, authenticatorConfig },
    /** Calls the API whatever the token's scopes are. @returns the refusal, or null when there is none */
    apiRefusal: shared(async () => {
      const read = await one("call the management API", realm, "", z.unknown());
      return read.kind === "failed" ? read.error : null;
    }),
    realm: shared(() => one<Realm>("read the realm", realm, "realms:read", realmSchema)),
    application: shared(() =>
      one<Application>(
        ...(["read the application", application, "applications:read"] as const),
        applicationSchema,
      ),
    ),
    authenticatorConfig: shared(() =>
      one<AuthenticatorConfig>(
        "read the authenticator config",
        authenticatorConfig,
        "authenticator-configs:read",
        configSchema,
      ),
    ),
  };
}

async function reading<T>(
  management: () => Promise<ManagementAccess>,
  scope: string,
  read: (client: ManagementClient) => Promise<T>,
): Promise<Reading<T>> {
  const access = await management();
  if (access.kind === "none") return { kind: "unknown", why: "it needs a management token" };
  if (access.kind !== "open") {
    return { kind: "unknown", why: "the management API cannot be asked, see api-token" };
  }
  const lacking = { kind: "unknown", why: `the management token has no scope ${scope}` } as const;
  if (scope && access.scopes && !access.scopes.includes(scope)) return lacking;
  try {
    return { kind: "found", value: await read(access.client) };
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    if (error.code === "not_found") return { kind: "absent" };
    const isForbidden = error.code === "forbidden" && access.scopes === null && scope !== "";
    return isForbidden ? lacking : { kind: "failed", error };
  }
}
