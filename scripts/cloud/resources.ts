import type { z } from "zod";
import {
  applicationSchema,
  authenticatorConfigSchema,
  realmSchema,
  resourceServerSchema,
  themeSchema,
} from "./schemas.ts";

/** A kind of object of the management API, and where it is. */
export type Resource<T> = {
  kind: string;
  /** For messages. */
  words: string;
  /** The envelope of requests. */
  envelope: string;
  /** The member of a list's pages, or null for a kind that has no list because a realm has one at most. */
  list: string | null;
  /** Below its place. It is also the first part of its scopes. */
  path: string;
  schema: z.ZodType<T>;
};

export const REALM = {
  ...{ kind: "realm", words: "realm", envelope: "realm", list: "realms" },
  ...{ path: "realms", schema: realmSchema },
};

export const AUTHENTICATOR_CONFIG = {
  ...{ kind: "authenticator-config", words: "authenticator configuration" },
  ...{ envelope: "authenticator_config", list: "authenticator_configs" },
  ...{ path: "authenticator-configs", schema: authenticatorConfigSchema },
};

export const APPLICATION = {
  ...{ kind: "application", words: "application", envelope: "application", list: "applications" },
  ...{ path: "applications", schema: applicationSchema },
};

export const RESOURCE_SERVER = {
  ...{ kind: "resource-server", words: "resource server" },
  ...{ envelope: "resource_server", list: "resource_servers" },
  ...{ path: "resource-servers", schema: resourceServerSchema },
};

export const THEME = {
  ...{ kind: "theme", words: "theme", envelope: "theme", list: null },
  ...{ path: "themes", schema: themeSchema },
};

/** @returns the path of a collection below the tenant. Realms are in no realm. */
export function collectionPath({ path }: { path: string }, realmId: string | null): string {
  return realmId === null ? `/${path}` : `/realms/${realmId}/${path}`;
}
