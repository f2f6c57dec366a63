import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { compare } from "./compare.ts";
import { ConformanceError } from "./conformance-error.ts";
import { readOptions, UsageError } from "./options.ts";
import { Redacted } from "./redacted.ts";
import { demandRecent, replay } from "./replay.ts";
import { reportLines } from "./report.ts";
import type { StepName } from "./steps.ts";
import { httpStatus, type RecordedStep, readTranscript, type Transcript } from "./transcript.ts";

const folder = mkdtempSync(join(tmpdir(), "compare-"));
afterAll(() => rmSync(folder, { recursive: true }));

const made = (step: StepName, body: unknown = {}, status = 200): RecordedStep => ({
  ...{ step, status: httpStatus(status), headers: Redacted.of({}), body: Redacted.of(body) },
});
const skipped = (step: StepName): RecordedStep => ({ step, skipped: true });
const transcript = (...steps: RecordedStep[]): Transcript => ({
  ...{ cloud: "tenant", recordedAt: new Date(), steps },
});
const kinds = (before: RecordedStep[], now: RecordedStep[]) =>
  compare(transcript(...before), now).differences.map(({ kind, field, steps }) =>
    [kind, field, ...steps].filter(Boolean).join(" "),
  );

test.each<[string, unknown, unknown, string[]]>([
  ["equal bodies", { id: "a" }, { id: "b" }, []],
  ["another type", { id: "a" }, { id: 1 }, ["type body.id authorize"]],
  ["a list for an object", { keys: {} }, { keys: [] }, ["type body.keys authorize"]],
  ["null for a text", { id: "a" }, { id: null }, ["type body.id authorize"]],
  ["a field less", { id: "a", name: "b" }, { id: "a" }, ["missing body.name authorize"]],
  ["a field more", { id: "a" }, { id: "a", name: "b" }, ["additional body.name authorize"]],
  ["another stable value", { type: "allow" }, { type: "deny" }, ["value body.type authorize"]],
  ["another value", { message: "one" }, { message: "two" }, []],
  ["another form", { id: "fedcba9876543210" }, { id: "x" }, ["value body.id authorize"]],
  ["no body", { id: "a" }, "", ["type body authorize"]],
  [
    "a deep field",
    { a: 1, config: { type: "x", ip: 1 } },
    { a: 1, config: { type: "x" } },
    ["missing body.config.ip authorize"],
  ],
])("%s", (_, before, now, expected) => {
  expect(kinds([made("authorize", before)], [made("authorize", now)])).toEqual(expected);
});

test("another status is told alone, without what differs because of it", () => {
  const [before, now] = [made("authorize", { id: "a" }), made("authorize", { error: "x" }, 500)];
  expect(kinds([before], [now])).toEqual(["status authorize"]);
});

test("a step that changes its place is one difference", () => {
  const steps = [made("authorize"), made("redeem a code"), made("delete the identity")];
  const [first, ...rest] = steps;
  expect(kinds(steps, [...rest, ...(first ? [first] : [])])).toEqual(["order authorize"]);
});

test("a recording that the emulator does not come to, or lacks, is a difference", () => {
  expect(kinds([made("authorize")], [skipped("authorize")])).toEqual(["not made authorize"]);
  expect(kinds([], [made("authorize")])).toEqual(["not recorded authorize"]);
});

test("a step that the recorded run could not make is named and not compared", () => {
  const before = transcript(skipped("authorize"), made("redeem a code"));
  const comparison = compare(before, [made("authorize"), made("redeem a code")]);
  expect(comparison).toEqual({ compared: 1, skipped: ["authorize"], differences: [] });
  expect(reportLines(comparison)).toEqual(["Not compared: authorize.", "1 responses are equal."]);
});

test("a transcript without a response is an error", async () => {
  const offline = () => Promise.reject(new Error("nothing is asked"));
  await expect(replay(transcript(skipped("authorize")), offline)).rejects.toThrow(ConformanceError);
});

test.each([
  ["a year and a day old", -366, /older than 365 days/],
  ["of the day after tomorrow", 2, /in the future/],
])("a transcript %s is refused", (_, days, expected) => {
  const recordedAt = new Date(Date.now() + days * 86_400_000);
  expect(() => demandRecent({ ...transcript(), recordedAt })).toThrow(expected);
});

test("a transcript of today and one of last month are recent", () => {
  for (const days of [0, -30, -364]) {
    const recordedAt = new Date(Date.now() + days * 86_400_000);
    expect(demandRecent({ ...transcript(), recordedAt })).toBeUndefined();
  }
});

const head = { version: 1, cloud: "tenant", recorded_at: "2026-01-01T00:00:00Z" };
const authorize = { step: "authorize", status: 200, headers: {}, body: {} };
test.each<[string, string]>([
  ["no JSON", "{"],
  ["another version", JSON.stringify({ ...head, version: 2, steps: [] })],
  ["an unknown step", JSON.stringify({ ...head, steps: [{ ...authorize, step: "x" }] })],
  ["a step twice", JSON.stringify({ ...head, steps: [authorize, authorize] })],
  ["a status that is none", JSON.stringify({ ...head, steps: [{ ...authorize, status: 99 }] })],
])("a file with %s is no transcript", (_, text) => {
  const file = join(folder, "broken.json");
  writeFileSync(file, text);
  expect(() => readTranscript(file)).toThrow(ConformanceError);
});

test("what was written into a transcript by hand is redacted when it is read", () => {
  const file = join(folder, "hand.json");
  const step = { ...authorize, body: { token: "by hand" } };
  writeFileSync(file, JSON.stringify({ ...head, steps: [step] }));
  expect(JSON.stringify(readTranscript(file))).not.toContain("by hand");
});

test.each([
  [["--bogus"]],
  [["--record"]],
  [["--replay="]],
  [["--record=a", "--replay=b"]],
  [["x"]],
])("%s is wrong usage, and is not repeated", (args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).not.toThrow(/bogus/);
});

test.each<[string[], object]>([
  [[], { command: "compare", json: false }],
  [["--json"], { command: "compare", json: true }],
  [["--record", "f"], { command: "record", file: "f", json: false }],
  [["--replay", "f", "--json"], { command: "replay", file: "f", json: true }],
  [["--help", "--record", "f"], { command: "help" }],
])("%s is understood", (args, expected) => {
  expect(readOptions(args)).toEqual(expected);
});
