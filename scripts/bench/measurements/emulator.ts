import { rmSync } from "node:fs";
import { freePort } from "../../../tests/backends/support/run-process.ts";
import {
  type MeasuredProvider,
  startMeasured,
} from "../../../tests/deep/emulator/support/measured-provider.ts";
import { signInsPerSecond } from "../../../tests/deep/emulator/support/sign-ins-per-second.ts";
import { startChild } from "../children.ts";
import { type Effort, inTurn, millisecondsOf } from "../measurement.ts";
import { median, type Row } from "../results.ts";

/** A server is slow until its code has been compiled. */
const WARM_UP = 40;
/** The clock of the processor time is too coarse for a single one. */
const TURNS = 20;

/**
 * The emulator beside oidc-provider: the same dialogue with the same client and opaque access tokens, and a start as a bundled
 * script.
 */
export async function measure({ runs }: Effort): Promise<Row[]> {
  const [own, reference] = await Promise.all([
    startMeasured("emulator"),
    startMeasured("oidc-provider"),
  ]);
  try {
    for (let turn = 0; turn < WARM_UP; turn += 1) {
      await signInsPerSecond(own, own.client);
      await signInsPerSecond(reference, reference.client);
    }
    return await inTurn(
      [
        {
          ...{ id: "emulator", title: "sign-ins at the emulator", unit: "sign-ins/s" },
          once: () => typicalOf(own),
        },
        {
          ...{ id: "oidc-provider", title: "sign-ins at oidc-provider", unit: "sign-ins/s" },
          once: () => typicalOf(reference),
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

async function typicalOf(provider: MeasuredProvider): Promise<number> {
  const rates: number[] = [];
  while (rates.length < TURNS) rates.push(await signInsPerSecond(provider, provider.client));
  return median(rates);
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
