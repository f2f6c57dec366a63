import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { readTranscript, writeTranscript } from "./transcript.ts";

test("a link that another user left beside the transcript leads to no file that is overwritten", () => {
  const folder = mkdtempSync(join(tmpdir(), "transcript-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [file, own] = [join(folder, "run.json"), join(folder, "own")];
  writeFileSync(own, "precious");
  symlinkSync(own, `${file}.tmp`);
  writeTranscript(file, { cloud: "tenant", recordedAt: new Date(0), steps: [] });
  expect(readFileSync(own, "utf8")).toBe("precious");
  expect(readTranscript(file).steps).toEqual([]);
});
