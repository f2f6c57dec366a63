import { once } from "node:events";
import { failPlainly } from "./fail-plainly.ts";
import { localAddresses } from "./local-addresses.ts";
import { startLocalEmulator } from "./run-local.ts";

await failPlainly(async () => {
  const addresses = localAddresses();
  const emulator = await startLocalEmulator(addresses);
  console.log(`\n  Emulator   ${emulator.origin}   for an app at ${addresses.app}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
  return 0;
});
