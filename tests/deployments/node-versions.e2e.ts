import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../e2e/support/test.ts";
import { completeJourney } from "./support/journey.ts";
import { run } from "./support/new-app.ts";
import { whileServed } from "./support/served-folder.ts";

const PLACE = { port: 3691, emulatorPort: 4973 };

for (const version of ["20.20.2", "24.21.0"]) {
  test(`next start on Node.js ${version}, which npm provides`, async ({ page }) => {
    const folder = mkdtempSync(join(tmpdir(), "node-"));
    try {
      const node = nodeOf(version, folder);
      expect(run(node, ["--version"], folder).trim()).toBe(`v${version}`);
      await whileServed(process.cwd(), { ...PLACE, node }, async (addresses) => {
        await completeJourney(page, addresses);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

/** @returns the program, from the package that `npm install node` chooses for this machine */
function nodeOf(version: string, folder: string): string {
  const name = `node-${process.platform}-${process.arch}`;
  run("npm", ["install", "--no-save", "--prefix", folder, `${name}@${version}`], folder);
  return join(folder, "node_modules", name, "bin/node");
}
