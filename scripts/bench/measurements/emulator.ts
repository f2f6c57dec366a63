import { rmSync } from "node:fs";
import { freePort } from "../../../tests/backends/support/run-process.ts";
import { startOwnTenant } from "../../../tests/outside-clients/support/own-tenant.ts";
import { startReferenceProvider } from "../../../tests/outside-clients/support/reference-provider.ts";
import { signInsPerSecond } from "../../../tests/outside-clients/support/sign-ins-per-second.ts";
import { startChild } from "../children.ts";
import { type Effort, inTurn, millisecondsOf } from "../measurement.ts";

import type { Row } from "../results.ts";

/** The emulator beside oidc-provider: the same dialogue with the same client, and a start as a bundled script. */
export async function measure({ runs }: Effort): Promise<Row[]> {
  const [own, reference] = await Promise.all([startOwnTenant(), startReferenceProvider()]);
  try {
    return await inTurn(
      [
        {
          ...{ id: "emulator", title: "sign-ins at the emulator", unit: "sign-ins/s" },
          once: () => signInsPerSecond(own, own.opaque),
        },
        {
          ...{ id: "oidc-provider", title: "sign-ins at oidc-provider", unit: "sign-ins/s" },
          once: () => signInsPerSecond(reference, reference.confidential),
        },
        {
          ...{ id: "emulator-start", title: "start of the emulator", unit: "ms" },
          once: () => startOf("scripts/emulator.ts"),
        },
        {
          ...{ id: "oidc-provider-start", title: "start of oidc-provider", unit: "ms" },
          once: () => startOf("scripts/bench/reference-provider.ts"),
        },
      ],
      runs,
    );
  } finally {
    await Promise.all([own.close(), reference.close()]);
  }
}

/** @returns milliseconds from the command until it says its address, where it then answers */
async function startOf(script: string): Promise<number> {
  const EMULATOR_PORT = `${await freePort()}`;
  const command = [process.execPath, "scripts/bundled.mjs", script];
  const child = startChild(command, { cwd: ".", env: { EMULATOR_PORT } });
  const time = await millisecondsOf(() => child.saying(/http:\/\/\S+/));
  await child.stop();
  rmSync(`.data/emulator-${EMULATOR_PORT}.json`, { force: true });
  return time;
}
