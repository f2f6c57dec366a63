import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const ENTRY = fileURLToPath(new URL("emulator-process.ts", import.meta.url));

/**
 * Puts the emulator into one JavaScript file, because a test that starts it 50 times would else translate it 50 times.
 *
 * @returns the path of the file
 */
export async function buildEmulator(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    ssr: { noExternal: true },
    build: { ssr: ENTRY, outDir: folder, target: "node20" },
  });
  return join(folder, "emulator-process.js");
}
