/**
 * Loaded into a process of the app (`NODE_OPTIONS=--import`). It collects garbage at intervals, and appends what is left to
 * a file.
 */
import { appendFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const file = process.env.MEMORY_FILE;
const everyMs = Number(process.env.MEMORY_EVERY_MS);

if (file) {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc");
  const sample = () => {
    collectGarbage();
    const { rss, heapUsed, external } = process.memoryUsage();
    const line = { at: Date.now(), pid: process.pid, rss, heapUsed, external };
    appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  setInterval(sample, everyMs).unref();
}
