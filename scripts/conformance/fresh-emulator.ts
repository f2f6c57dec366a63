import type { Emulator } from "../../mocks/cloud/emulator.ts";
import { seed } from "../../mocks/cloud/seed.ts";
import { startEmulator } from "../../mocks/listener.ts";
import { managementApplication, webApplication } from "../../mocks/oidc/applications.ts";
import type { Target } from "./target.ts";

const APP = "http://localhost:3000";

/** An emulator with the starter's seed, and how a run reaches it. */
export type FreshEmulator = { target: Target; emulator: Emulator; close(): Promise<void> };

/** Starts an emulator on a free port. */
export async function startFreshEmulator(): Promise<FreshEmulator> {
  const { emulator, origin, close } = await startEmulator({ port: 0, appOrigin: APP });
  const { clientId, clientSecret, id } = seed.webApplication;
  const management = seed.managementApplication;
  const target: Target = {
    issuer: webApplication(emulator).issuer,
    ...{ clientId, clientSecret, tenantId: seed.tenant.id, realmId: seed.realm.id },
    applicationId: id,
    authenticatorConfigId: seed.authenticatorConfig.id,
    apiOrigin: origin,
    redirectUri: `${APP}/api/auth/callback/beyondidentity`,
    credentials: {
      clientId: management.clientId,
      clientSecret: management.clientSecret,
      issuer: managementApplication(emulator).issuer,
    },
  };
  return { target, emulator, close };
}
