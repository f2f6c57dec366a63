import { OWN_SETTINGS } from "./own-settings.ts";
import type { Redacted } from "./redacted.ts";
import { orderProblems } from "./step-order.ts";
import { STEPS, type StepName } from "./steps.ts";
import type { RecordedStep, Transcript } from "./transcript.ts";

/** One way in which an operation differs from the recording, and all steps that show it. */
export type Difference = {
  operation: string;
  steps: StepName[];
  kind:
    | "status"
    | "missing"
    | "additional"
    | "type"
    | "value"
    | "order"
    | "not recorded"
    | "not made";
  /** Where in the response, such as `body.traits.username`, or empty for the response itself. */
  field: string;
  recorded: string;
  replayed: string;
};

/** What a comparison found, and how much it compared. */
export type Comparison = {
  compared: number;
  /** Steps that the recorded run could not make, because an earlier one failed. */
  skipped: StepName[];
  differences: Difference[];
};

type Made = Extract<RecordedStep, { body: unknown }>;

/** Compares a recording with a run of today: statuses and order, fields and types, and the stable values. */
export function compare({ steps: recorded }: Transcript, replayed: RecordedStep[]): Comparison {
  const [before, now] = [madeSteps(recorded), madeSteps(replayed)];
  const pairs = [...before.values()].flatMap((step) => {
    const other = now.get(step.step);
    return other ? [{ before: step, now: other }] : [];
  });
  const skipped = skippedSteps(recorded);
  const known = new Set(recorded.map(({ step }) => step));
  const differences = [
    ...[...now.keys()]
      .filter((step) => !known.has(step))
      .map((step) => whole(step, "not recorded")),
    ...[...before.keys()].filter((step) => !now.has(step)).map((step) => whole(step, "not made")),
    ...orderProblems([...before.keys()], [...now.keys()]).map((step) => whole(step, "order")),
    ...pairs.flatMap((pair) => differencesOf(pair.before, pair.now)),
  ];
  return { compared: pairs.length, skipped, differences: grouped(differences) };
}

function madeSteps(steps: RecordedStep[]): Map<StepName, Made> {
  return new Map(
    steps.filter((step): step is Made => "body" in step).map((step) => [step.step, step]),
  );
}

function skippedSteps(steps: RecordedStep[]): StepName[] {
  return steps.filter((step) => "skipped" in step).map(({ step }) => step);
}

function whole(step: StepName, kind: Difference["kind"]): Difference {
  return { operation: STEPS[step], steps: [step], kind, field: "", recorded: "", replayed: "" };
}

/** Another status explains all that differs beside it. */
function differencesOf(before: Made, now: Made): Difference[] {
  const { step } = before;
  const place = { operation: STEPS[step], steps: [step] };
  if (before.status !== now.status) {
    const [recorded, replayed] = [String(before.status), String(now.status)];
    return [{ ...place, kind: "status", field: "", recorded, replayed }];
  }
  return [
    ...unequal("headers", plain(before.headers), plain(now.headers)),
    ...unequal("body", plain(before.body), plain(now.body)),
  ].map((difference) => ({ ...place, ...difference }));
}

type Inequality = Pick<Difference, "kind" | "field" | "recorded" | "replayed">;

function unequal(field: string, before: unknown, now: unknown): Inequality[] {
  const [recorded, replayed] = [typeOf(before), typeOf(now)];
  if (recorded !== replayed) return [{ kind: "type", field, recorded, replayed }];
  if (isRecord(before) && isRecord(now)) return unequalFields(field, before, now);
  const [first, second] = [JSON.stringify(before), JSON.stringify(now)];
  return first === second ? [] : [{ kind: "value", field, recorded: first, replayed: second }];
}

function unequalFields(
  field: string,
  before: Record<string, unknown>,
  now: Record<string, unknown>,
): Inequality[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const place = `${field}.${name}`;
    const isOwn = OWN_SETTINGS.has(name);
    if (!(name in now)) return isOwn ? [] : [lone("missing", place, before[name])];
    if (!(name in before)) return isOwn ? [] : [lone("additional", place, now[name])];
    const found = unequal(place, before[name], now[name]);
    return isOwn ? found.filter(({ kind }) => kind === "type") : found;
  });
}

function lone(kind: "missing" | "additional", field: string, value: unknown): Inequality {
  const type = typeOf(value);
  return kind === "missing"
    ? { kind, field, recorded: type, replayed: "" }
    : { kind, field, recorded: "", replayed: type };
}

/** One cause shows in each step of its operation, and is told once. */
function grouped(differences: Difference[]): Difference[] {
  const groups = new Map<string, Difference>();
  for (const difference of differences) {
    const { operation, kind, field, recorded, steps } = difference;
    const key = JSON.stringify([operation, kind, field, recorded]);
    const group = groups.get(key);
    if (group) group.steps.push(...steps);
    else groups.set(key, difference);
  }
  return [...groups.values()];
}

function plain(value: Redacted): unknown {
  return JSON.parse(JSON.stringify(value));
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
