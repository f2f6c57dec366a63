import { expect, test } from "vitest";
import { inTurn, type Subject } from "./measurement.ts";
import { comparedIn, isMet, type Ratio } from "./ratios.ts";
import { median, type Row } from "./results.ts";

const row = (id: string, runs: number[], p99?: number[]): Row => ({
  ...{ id, title: id, unit: "ms", runs },
  ...(p99 && { p99 }),
});
const stateWith = (...rows: Row[]) => ({
  name: "now",
  results: new Map([
    [
      "click",
      {
        ...{ measurement: "click", measuredAt: "2026-01-01T00:00:00.000Z", rows },
        machine: { cores: 2, cpu: "x", memoryGb: 8, system: "x", node: "x", browser: "x" },
      },
    ],
  ]),
});
const ratio: Ratio = {
  ...{ id: "r", title: "r", measurement: "click", of: "a", to: "b" },
  ...{ kind: "ratio", unit: "x" },
};

test("subjects take turns, and the first round is thrown away", async () => {
  const order: string[] = [];
  const subject = (id: string): Subject => ({
    ...{ id, title: id, unit: "ms" },
    once: async () => order.push(id),
  });
  const rows = await inTurn([subject("a"), subject("b")], 2);
  expect(order.join("")).toBe("ababab");
  expect(rows.map(({ runs }) => runs)).toEqual([
    [3, 5],
    [4, 6],
  ]);
});

test("a latency is kept beside the figure of its run", async () => {
  const once = async () => ({ value: 123.456, p99: 7.8912 });
  const [measured] = await inTurn([{ id: "a", title: "a", unit: "ms", once }], 1);
  expect(measured).toEqual(row("a", [123], [7.89]));
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 2, 3], 2.5],
])("the median of %j is %d", (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test("figures are compared by their medians, as a ratio, a difference or p99", () => {
  const state = stateWith(row("a", [6, 1, 9], [8]), row("b", [3], [2]));
  expect(comparedIn(ratio, state)).toBe(2);
  expect(comparedIn({ ...ratio, kind: "difference" }, state)).toBe(3);
  expect(comparedIn({ ...ratio, figure: "p99" }, state)).toBe(4);
  expect(comparedIn({ ...ratio, kind: "figure" }, state)).toBe(6);
});

test("a missing row is an error that names it, and a missing measurement is no value", () => {
  expect(() => comparedIn(ratio, stateWith(row("a", [1])))).toThrow("now/click.json has no row b.");
  expect(comparedIn({ ...ratio, measurement: "backend" }, stateWith())).toBeNull();
});

test.each([
  [{ atMost: 2 }, 2, true],
  [{ atMost: 2 }, 2.1, false],
  [{ atLeast: 2 }, 2, true],
  [{ atLeast: 2 }, 1.9, false],
] as const)("the goal %j at %d: %s", (goal, value, met) => {
  expect(isMet(goal, value)).toBe(met);
});
