import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const { conformance: SCRIPT } = JSON.parse(readFileSync("package.json", "utf8")).scripts;
const CORPUS = "corpus/emulator.json";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

type Run = { code: number; out: string; err: string };

/** Runs the command of package.json as npm does, with no variables of this machine's own. */
function conformance(...args: string[]): Promise<Run> {
  const [, ...fixed] = SCRIPT.split(" ");
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...fixed, ...args],
      { env: { PATH: process.env.PATH, NODE_ENV: "production" }, encoding: "utf8" },
      (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }),
    );
  });
}

type Step = { step: string; status?: number; body?: Record<string, unknown> };

/** @returns the path of the committed transcript, changed. */
function changed(change: (transcript: { recorded_at: string; steps: Step[] }) => void): string {
  const transcript = JSON.parse(readFileSync(CORPUS, "utf8"));
  change(transcript);
  const path = join(folder, "changed.json");
  writeFileSync(path, JSON.stringify(transcript));
  return path;
}

test("a transcript like the emulator ends with 0, and JSON is alone on stdout", async () => {
  const { code, out, err } = await conformance("--replay", CORPUS, "--json");
  const { steps } = JSON.parse(readFileSync(CORPUS, "utf8"));
  expect({ code, err, ...JSON.parse(out) }).toEqual({
    ...{ code: 0, err: "", equal: true, differences: [], skipped: [] },
    compared: steps.length,
  });
});

test("planted differences end with 2, and each of them is named", async () => {
  const file = changed(({ steps }) => {
    const [discovery] = steps;
    if (!discovery?.body) throw new Error("the first step reads a document");
    delete discovery.body.issuer;
    const last = steps.findLast(({ status }) => status === 200);
    if (last) last.status = 418;
  });
  const { code, out } = await conformance("--replay", file, "--json");
  const { equal, differences } = JSON.parse(out);
  expect({ code, equal, count: differences.length }).toEqual({ code: 2, equal: false, count: 2 });
  const told = await conformance("--replay", file);
  expect(told.code).toBe(2);
  expect(told.out).toContain("issuer");
  expect(told.out).toContain("418");
});

test.each([
  ["a transcript without a step", () => changed((transcript) => (transcript.steps = []))],
  ["a file that is missing", () => join(folder, "none.json")],
  ["a file that is no transcript", () => "package.json"],
])("%s ends with 1 and says why, in JSON too", async (_, file) => {
  const { code, out, err } = await conformance("--replay", file(), "--json");
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({ error: err.trim() });
  expect(err.length).toBeGreaterThan(20);
});

test("a transcript that could not be written ends with 1, before the cloud is asked", async () => {
  const { code, err } = await conformance("--record", join(folder, "none", "x.json"));
  expect([code, err]).toEqual([1, expect.stringContaining("no folder that can be written to")]);
});

test("without an environment, it ends with 1 and names what is missing", async () => {
  const { code, out } = await conformance("--json");
  expect([code, JSON.parse(out).error]).toEqual([1, expect.stringContaining("BEYOND_IDENTITY_")]);
});

test("--help says how it is used, and a wrong flag does so too, without what was typed", async () => {
  const help = await conformance("--help");
  expect([help.code, help.err]).toEqual([0, ""]);
  expect(help.out).toContain("Exit codes: 0");
  for (const flags of [["--SECRET"], ["--record", "a", "--replay", "b"]]) {
    const { code, out, err } = await conformance(...flags);
    expect([code, out, err]).toEqual([2, "", expect.stringContaining("--replay FILE")]);
    expect(err).not.toContain("SECRET");
  }
});
