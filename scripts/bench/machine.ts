import { cpus, totalmem } from "node:os";
import { z } from "zod";
import { findChromium, versionOf } from "../chromium.ts";

export const machineSchema = z.object({
  cores: z.number(),
  cpu: z.string(),
  memoryGb: z.number(),
  system: z.string(),
  node: z.string(),
  browser: z.string(),
});
/** What the figures depend on. It names no host and no path. */
export type Machine = z.infer<typeof machineSchema>;

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    cores: processors.length,
    cpu: processors[0]?.model.trim() || "unknown",
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    browser: versionOf(findChromium().path),
  };
}
