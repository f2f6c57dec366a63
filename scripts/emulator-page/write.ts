/** `npm run emulator-page`: writes the generated parts of `docs/emulator.md`. */
import { readFileSync, writeFileSync } from "node:fs";
import { failPlainly } from "../fail-plainly.ts";
import { measureCoverage } from "./coverage.ts";
import { withCurrentParts } from "./page.ts";
import { testsOfProject } from "./proofs.ts";

const FILE = "docs/emulator.md";

await failPlainly(async () => {
  const text = readFileSync(FILE, "utf8");
  writeFileSync(FILE, withCurrentParts(text, await measureCoverage(), testsOfProject()));
  return 0;
});
