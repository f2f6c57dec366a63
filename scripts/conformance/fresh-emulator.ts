import type { Emulator } from "../../mocks/cloud/emulator.ts";
import { seed } from "../../mocks/cloud/seed.ts";
import { startEmulator } from "../../mocks/listener.ts";
import { managementApplication, webApplication } from "../../mocks/oidc/applications.ts";
import type { Target } from "./target.ts";

const APP = "http://localhost:3000";

/** Starts an emulator with the starter's seed on a free port, runs something against it, and stops it. */
export async function onFreshEmulator<T>(
  run: (target: Target, emulator: Emulator) => Promise<T>,
): Promise<T> {
  const { emulator, origin, close } = await startEmulator({ port: 0, appOrigin: APP });
  const { clientId, clientSecret, id } = seed.webApplication;
  const management = seed.managementApplication;
  try {
    return await run(
      {
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
      },
      emulator,
    );
  } finally {
    await close();
  }
}
