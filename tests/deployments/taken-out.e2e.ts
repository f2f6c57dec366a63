import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PARTS } from "../../scripts/take-out/parts.ts";
import { expect, test } from "../e2e/support/test.ts";
import { copyWithout, typeCheck } from "./support/copy-without.ts";
import { completeJourney } from "./support/journey.ts";
import { run } from "./support/new-app.ts";
import { build, whileServed } from "./support/served-folder.ts";

const PLACE = { port: 3681, emulatorPort: 4971 };
const AUTH_JS = "auth-js";
const single = Object.keys(PARTS);
const together = single.filter((name) => name !== AUTH_JS);

for (const names of [...single.map((name) => [name]), together]) {
  const what = names.length === 1 ? names[0] : "all of them";
  test(`without ${what}, the app type-checks, builds and serves the journey`, async ({ page }) => {
    test.setTimeout(15 * 60_000);
    const folder = copyWithout(names);
    try {
      for (const path of names.flatMap((name) => PARTS[name]?.deletes ?? [])) {
        expect(existsSync(join(folder, path))).toBe(false);
      }
      typeCheck(folder);
      build(folder);
      await whileServed(folder, PLACE, (addresses) => completeJourney(page, addresses));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
}

test("without Auth.js, the tests of sessions, refusals and attacks pass as they are", () => {
  test.setTimeout(15 * 60_000);
  const folder = copyWithout([AUTH_JS]);
  try {
    expect(existsSync(join(folder, "node_modules/next-auth"))).toBe(false);
    const projects = ["security", "integration"].flatMap((name) => [
      "--project",
      `${name} on PGlite`,
    ]);
    expect(run("npx", ["vitest", "run", ...projects], folder)).toMatch(/Tests .*\d{3,} passed/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
