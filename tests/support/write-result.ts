import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = "test-results/performance";

/** Writes what a test has measured as JSON. */
export function writeResult(file: string, content: unknown): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, file), `${JSON.stringify(content, null, 2)}\n`);
}
