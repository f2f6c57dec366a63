import { issuerIds, issuerWithoutDiscovery } from "../cloud/issuer-path.ts";
import type { AuthenticatorType } from "./options.ts";
import { requireFor } from "./provision-error.ts";

type Variables = Record<string, string>;

/** The ids in the discovery address of `.env.example`, before anyone has filled it in. */
const EXAMPLE = { tenantId: "TENANT", realmId: "REALM", applicationId: "APPLICATION" };
/** With one of them, the app does not start in hosted mode. */
const NOT_HOSTED = /^BEYOND_IDENTITY_(API_\w+|TENANT_ID|REALM_ID|APPLICATION_CONFIG_ID)$/;

/**
 * Compares what the file names with what will be written. An empty value names nothing.
 *
 * @param own the values that will be written
 * @throws ProvisionError `foreign_file`, whatever the user has agreed to
 */
export function demandOwnFile(path: string, present: Variables, own: Variables): void {
  const foreign = [
    "BEYOND_IDENTITY_DISCOVERY",
    "BEYOND_IDENTITY_CLIENT_ID",
    "BEYOND_IDENTITY_TENANT_ID",
    "BEYOND_IDENTITY_REALM_ID",
    "BEYOND_IDENTITY_APPLICATION_CONFIG_ID",
  ].filter(
    (name) => named(present, name) && normal(present[name]) !== normal(own[name] ?? present[name]),
  );
  requireFor(
    foreign.length === 0,
    "foreign_file",
    () =>
      `${path} belongs to another application: its ${foreign.join(", ")} differ${foreign.length > 1 ? "" : "s"}. Choose another file with --env-file, or take its BEYOND_IDENTITY_ lines out.`,
  );
}

/** @throws ProvisionError `foreign_file` when the file has what the hosted app must not have */
export function demandHostedFile(
  path: string,
  present: Variables,
  authenticator: AuthenticatorType,
): void {
  const extra = Object.keys(present).filter((name) => NOT_HOSTED.test(name) && present[name]);
  requireFor(
    authenticator === "embedded" || extra.length === 0,
    "foreign_file",
    () =>
      `${path} has ${extra.join(", ")}, so the app would not start with Hosted Web. Take these lines out, or choose another --env-file.`,
  );
}

function named(present: Variables, name: string): boolean {
  const value = present[name] ?? "";
  const ids = name === "BEYOND_IDENTITY_DISCOVERY" ? issuerIds(value) : undefined;
  return value !== "" && JSON.stringify(ids) !== JSON.stringify(EXAMPLE);
}

function normal(value = ""): string {
  return issuerWithoutDiscovery(value);
}
