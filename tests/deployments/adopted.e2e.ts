import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "../e2e/support/test.ts";
import { completeJourney } from "./support/journey.ts";
import { followSteps, givePackages, newApp, run } from "./support/new-app.ts";
import { build, whileServed } from "./support/served-folder.ts";

const PLACE = { port: 3671, emulatorPort: 4969 };
const ADOPT = ["--import", "tsx", "scripts/adopt.ts"];

for (const [where, hasSrc] of [
  ["app", false],
  ["src/app", true],
] as const) {
  test(`an app of create-next-app with ${where} adopts the passkeys, builds and serves the journey`, async ({
    page,
  }) => {
    const folder = newApp(hasSrc);
    try {
      run(process.execPath, [...ADOPT, folder], process.cwd());
      followSteps(folder);
      givePackages(folder);
      build(folder);
      await whileServed(folder, PLACE, async (addresses) => {
        await completeJourney(page, addresses);
        // Its own page is as it was.
        await page.goto(addresses.app);
        await expect(page.getByText("edit the page.tsx file")).toBeVisible();
      });
    } finally {
      rmSync(dirname(folder), { recursive: true });
    }
  });
}
