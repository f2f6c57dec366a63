import type { JWK } from "jose";
import type { HttpHandler } from "msw";
import { afterAll, afterEach, beforeAll, vi } from "vitest";
import { HANDLERS } from "@/lib/operation/task-handlers";
import { startOutbox } from "@/lib/outbox/worker";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { AUTH_ORIGIN, emulatedCloud } from "./emulated-cloud.ts";
import { inEnvironment } from "./environment.ts";

export const APP_ORIGIN = "http://localhost:3000";

const issuerOf = (realmId: string, applicationId: string) =>
  `${AUTH_ORIGIN}${applicationPath(realmId, applicationId)}`;

declare global {
  /** RSA keys take long to generate, so all files of a worker share them. */
  var sharedSigningKeys: Record<string, JWK> | undefined;
}

/** The environment of a server that uses the vendor's real host names with the emulator's seed. */
export const ENVIRONMENT = {
  AUTH_URL: APP_ORIGIN,
  AUTH_SECRET: "integration-test-secret-of-enough-length",
  BEYOND_IDENTITY_DISCOVERY: issuerOf(seed.realm.id, seed.webApplication.id),
  BEYOND_IDENTITY_CLIENT_ID: seed.webApplication.clientId,
  BEYOND_IDENTITY_CLIENT_SECRET: seed.webApplication.clientSecret,
  BEYOND_IDENTITY_REGION: "us",
  BEYOND_IDENTITY_TENANT_ID: seed.tenant.id,
  BEYOND_IDENTITY_REALM_ID: seed.realm.id,
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: seed.authenticatorConfig.id,
  BEYOND_IDENTITY_API_CLIENT_ID: seed.managementApplication.clientId,
  BEYOND_IDENTITY_API_CLIENT_SECRET: seed.managementApplication.clientSecret,
  RATE_LIMIT_MULTIPLIER: "1000",
  TRUSTED_PROXIES: "0",
  BEYOND_IDENTITY_API_ISSUER: issuerOf(seed.adminRealm.id, seed.managementApplication.id),
};

/** On top of `ENVIRONMENT`, the five variables of an app whose users sign in on Beyond Identity's page, and no others. */
export const HOSTED_ENVIRONMENT = {
  ...Object.fromEntries(
    Object.keys(ENVIRONMENT)
      .filter((name) => name.startsWith("BEYOND_IDENTITY_"))
      .map((name) => [name, ""]),
  ),
  BEYOND_IDENTITY_DISCOVERY: issuerOf(seed.realm.id, seed.hostedApplication.id),
  BEYOND_IDENTITY_CLIENT_ID: seed.hostedApplication.clientId,
  BEYOND_IDENTITY_CLIENT_SECRET: seed.hostedApplication.clientSecret,
};

/**
 * Puts the emulator at the vendor's host names for the tests of a file. A request to anywhere else fails the test.
 *
 * @param keeps whether users and passkeys outlive a test. Planted faults and the clock never do.
 * @param app origin of the app
 * @param environment variables on top of `ENVIRONMENT`
 * @param others handlers for other servers
 * @returns the emulator
 */
export function standInForTheCloud({
  keeps = false,
  app = APP_ORIGIN,
  environment = {},
  others = [],
}: {
  keeps?: boolean;
  app?: string;
  environment?: Record<string, string>;
  others?: HttpHandler[];
} = {}): Emulator {
  const emulator = emulatedCloud(app, others);
  globalThis.sharedSigningKeys ??= {};
  emulator.store.state.signingKeys = globalThis.sharedSigningKeys;
  inEnvironment({ ...ENVIRONMENT, AUTH_URL: app, ...environment });
  let stopOutbox: () => Promise<void>;
  beforeAll(() => {
    stopOutbox = startOutbox(HANDLERS, 0);
  });
  afterEach(() => {
    if (!keeps) emulator.store.reset();
    vi.restoreAllMocks();
  });
  afterAll(() => stopOutbox());
  return emulator;
}
