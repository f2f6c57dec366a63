import { runToEnd } from "../children.ts";
import { makeClone } from "../clone.ts";
import { inTurn, millisecondsOf } from "../measurement.ts";

import type { Row } from "../results.ts";

/** `npm test` as a visitor runs it after the install. It takes minutes, so it runs once. */
export async function measure(): Promise<Row[]> {
  const { folder, remove } = makeClone();
  const run = (command: string[]) => runToEnd(command, { cwd: folder, env: {} });
  try {
    await run(["npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"]);
    await run(["git", "init", "--quiet"]);
    await run(["git", "add", "--all"]);
    const once = async () => (await millisecondsOf(() => run(["npm", "test"]))) / 1000;
    return await inTurn([{ id: "tests", title: "`npm test`", unit: "s", once }], 1, false);
  } finally {
    remove();
  }
}
