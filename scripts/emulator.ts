import { once } from "node:events";
import { parseArgs } from "node:util";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";
import { startLocalEmulator } from "./local-emulator.ts";

const HELP = `Beyond Identity's cloud on this machine.

  npm run emulator -- [options]

  --seed NAME   the first world: starter, blank or the path of a seed file (EMULATOR_SEED)
  --help        this text

  EMULATOR_PORT is the port of the emulator (4400), PORT that of your app (3000).
  docs/emulator.md says how you use it from any language and in tests.
`;

/** `npm run emulator`, or `npm run emulator -- --seed blank` with another first world. */
await failPlainly(async () => {
  const options = { seed: { type: "string" }, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const seed = values.seed ?? (process.env.EMULATOR_SEED || undefined);
  const addresses = localAddresses();
  const emulator = await startLocalEmulator(addresses, seed);
  console.log(`\n  Emulator   ${emulator.origin}   for an app at ${addresses.app}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
  return 0;
});
