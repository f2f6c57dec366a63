import { parse, type Spec, View } from "vega";
import { comparedIn, type Goal, RATIOS } from "../ratios.ts";
import type { State } from "../results.ts";

/** The colours of a theme. */
export type Theme = { ink: string; line: string; earlier: string; latest: string };

/** Two pictures, of which the reader's browser chooses one. */
export const THEMES: Record<"light" | "dark", Theme> = {
  light: { ink: "#1f2328", line: "#d1d9e0", earlier: "#8c959f", latest: "#0b6e4f" },
  dark: { ink: "#e6edf3", line: "#3d444d", earlier: "#8b949e", latest: "#4ac796" },
};

const STEP = 24;
const FONT = "system-ui, sans-serif";
/** Nothing is shown further than this from its goal. */
const FARTHEST = 4;

type Dot = { title: string; state: string; score: number; isLatest: boolean };

/** @returns an SVG with every comparison that has a goal: how many times better than its goal it is */
export function chartOf(states: readonly State[], theme: Theme): Promise<string> {
  return new View(parse(specOf(dotsOf(states), theme)), { renderer: "none" }).toSVG();
}

function dotsOf(states: readonly State[]): Dot[] {
  return RATIOS.flatMap((ratio) => {
    const { goal, title } = ratio;
    if (!goal) return [];
    const measured = states.flatMap((state) => {
      const value = comparedIn(ratio, state);
      return value === null ? [] : [{ state: state.name, score: scoreOf(goal, value) }];
    });
    return measured.map((dot, index) => ({
      ...{ ...dot, title: title.replaceAll("`", "") },
      isLatest: index === measured.length - 1,
    }));
  });
}

function scoreOf(goal: Goal, value: number): number {
  const score = "atMost" in goal ? goal.atMost / Math.max(value, 0.001) : value / goal.atLeast;
  return Math.min(FARTHEST, Math.max(1 / FARTHEST, score));
}

function specOf(dots: Dot[], { ink, line, earlier, latest }: Theme): Spec {
  const titles = [...new Set(dots.map(({ title }) => title))];
  const place = { x: { scale: "x", field: "score" }, y: { scale: "y", field: "title", band: 0.5 } };
  const text = { labelColor: ink, labelFont: FONT, labelFontSize: 12, domain: false, ticks: false };
  return {
    width: 320,
    height: titles.length * STEP,
    padding: 8,
    data: [{ name: "dots", values: dots }],
    scales: [
      { name: "x", type: "log", base: 2, domain: [1 / FARTHEST, FARTHEST], range: "width" },
      { name: "y", type: "band", domain: titles, range: "height" },
    ],
    axes: [
      { ...text, orient: "left", scale: "y", labelLimit: 560, labelPadding: 12 },
      {
        ...{ ...text, orient: "top", scale: "x", grid: true, gridColor: line },
        values: [0.25, 0.5, 1, 2, 4],
        encode: {
          labels: {
            update: { text: { signal: "datum.value == 1 ? 'goal' : datum.value + ' ×'" } },
          },
        },
      },
    ],
    marks: [
      {
        type: "rule",
        encode: {
          enter: {
            ...{ x: { scale: "x", value: 1 }, y: { value: 0 }, y2: { signal: "height" } },
            ...{ stroke: { value: ink }, strokeWidth: { value: 1.5 } },
          },
        },
      },
      {
        type: "symbol",
        from: { data: "dots" },
        encode: {
          enter: {
            ...place,
            size: { value: 90 },
            fill: [{ test: "datum.isLatest", value: latest }, { value: "transparent" }],
            stroke: [{ test: "datum.isLatest", value: latest }, { value: earlier }],
            strokeWidth: { value: 2 },
          },
        },
      },
    ],
  };
}
