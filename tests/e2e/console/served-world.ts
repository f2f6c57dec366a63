import { startEmulator } from "../../../mocks/listener.ts";
import { worldOf } from "../../support/emulator-world.ts";
import { createSignInWorld } from "../../support/sign-in-world.ts";

/** An emulator of its own on loopback, with one user who has a passkey. */
export async function startServedWorld() {
  const served = await startEmulator({ port: 0, appOrigin: "http://localhost:3000" });
  const call = (request: Request) => fetch(request, { redirect: "manual" });
  const world = await createSignInWorld({}, worldOf(served.emulator, call));
  return {
    ...world,
    origin: served.origin,
    close: served.close,
    /** Plants something for every view: mail, a sign-in, a refusal, a fault and a snapshot. */
    fill: async () => {
      const { emulator, identity, api, redeem, code, signIn, userinfo } = world;
      await userinfo((await signIn()).access_token);
      await redeem(await code(), { code_verifier: "x".repeat(43) });
      const [config] = emulator.store.state.world.authenticator_configs;
      await api("POST", `/identities/${identity.id}/credential-binding-jobs`, {
        job: { delivery_method: "EMAIL", authenticator_config_id: config?.id },
      });
      emulator.faults.plant({ match: { path: "/nowhere" }, status: 503, times: 2 });
      emulator.faults.plant({ match: { path: "/nowhere" }, delay_ms: 5 });
      await call(new Request(`${served.origin}/_emulator/snapshots/one-user`, { method: "POST" }));
    },
  };
}

export type ServedWorld = Awaited<ReturnType<typeof startServedWorld>>;

/** @returns the address of every view, and of one item of each list. */
export function viewsOf({ emulator, identity }: ServedWorld): string[] {
  const { journal, store } = emulator;
  const refused = journal.stories().find(({ outcome }) => outcome === "refused");
  const signedIn = journal.stories().find(({ outcome }) => outcome === "succeeded");
  return [
    ...["/", "/inbox", "/sign-ins", "/identities", "/applications", "/requests", "/faults"],
    ...["/clock", "/snapshots", "/settings", "/requests/none"],
    ...[`/sign-ins/${refused?.id}`, `/sign-ins/${signedIn?.id}`, `/identities/${identity.id}`],
    `/applications/${store.state.world.applications[0]?.id}`,
    `/requests/${journal.entries().find(({ path }) => path.endsWith("/token"))?.id}`,
  ];
}
