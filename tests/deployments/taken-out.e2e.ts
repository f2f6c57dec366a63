import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PARTS } from "../../scripts/take-out/parts.ts";
import { expect, test } from "../e2e/support/test.ts";
import { copyWithout, typeCheck } from "./support/copy-without.ts";
import { completeJourney } from "./support/journey.ts";
import { run } from "./support/new-app.ts";
import { build, whileServed } from "./support/served-folder.ts";

const PLACE = { port: 3681, emulatorPort: 4971 };
const MINUTES = 60_000;
const AUTH_JS = "auth-js";
const others = Object.keys(PARTS).filter((name) => name !== AUTH_JS);

const sets = [
  { what: "all parts but Auth.js", names: others, tag: [] },
  { what: AUTH_JS, names: [AUTH_JS], tag: [] },
  ...others.map((name) => ({ what: name, names: [name], tag: "@parts" })),
];

for (const { what, names, tag } of sets) {
  test(`without ${what}, the app type-checks, builds and serves the journey`, { tag }, async ({
    page,
  }) => {
    test.setTimeout(15 * MINUTES);
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

/** The tests that take long run too, beside whatever else the machine does. */
const LIMITS = ["--testTimeout", "120000", "--hookTimeout", "120000"];

test("without Auth.js, the tests of sessions, refusals and attacks pass as they are", {
  tag: "@parts",
}, () => {
  test.setTimeout(15 * MINUTES);
  const folder = copyWithout([AUTH_JS]);
  try {
    expect(existsSync(join(folder, "node_modules/next-auth"))).toBe(false);
    const projects = ["security", "integration"].flatMap((name) => [
      "--project",
      `${name} on PGlite`,
    ]);
    const units = ["--project", "units", "lib/", "app/", "components/"];
    for (const selection of [projects, units]) {
      expect(run("npx", ["vitest", "run", ...LIMITS, ...selection], folder)).toMatch(
        /Tests .*\d{3,} passed/,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
