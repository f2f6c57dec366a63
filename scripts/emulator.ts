import { once } from "node:events";
import { parseArgs } from "node:util";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";
import { startLocalEmulator } from "./local-emulator.ts";

/** `npm run emulator`, or `npm run emulator -- --seed blank` with another first world. */
await failPlainly(async () => {
  const { values } = parseArgs({ options: { seed: { type: "string" } } });
  const seed = values.seed ?? (process.env.EMULATOR_SEED || undefined);
  const addresses = localAddresses();
  const emulator = await startLocalEmulator(addresses, seed);
  console.log(`\n  Emulator   ${emulator.origin}   for an app at ${addresses.app}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
  return 0;
});
