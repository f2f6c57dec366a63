import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** @returns the resident memory of a process in bytes. */
export function residentMemory(processId: number): number {
  const status = `/proc/${processId}/status`;
  const kilobytes = existsSync(status)
    ? /VmRSS:\s+(\d+)/.exec(readFileSync(status, "utf8"))?.[1]
    : execFileSync("ps", ["-o", "rss=", "-p", `${processId}`], { encoding: "utf8" });
  if (!kilobytes) throw new Error(`process ${processId} is gone`);
  return Number(kilobytes) * 1024;
}
