import type { Clock } from "../../cloud/clock.ts";
import { type Html, html } from "../../cloud/html.ts";

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1000],
];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/**
 * @param at milliseconds since the Unix epoch, or RFC 3339
 * @returns how long ago it is by the emulator's clock, with the exact time as title
 */
export function ago(clock: Clock, at: number | string): Html {
  const date = new Date(at);
  const distance = date.getTime() - clock.now();
  const [unit, length] = UNITS.find(([, size]) => Math.abs(distance) >= size) ?? ["second", 1000];
  const words =
    Math.abs(distance) < 5000 ? "just now" : relative.format(Math.trunc(distance / length), unit);
  return html`<time datetime="${date.toISOString()}" title="${exact(date)}">${words}</time>`;
}

/** @returns an instant as people read it, to the second. */
export function exactTime(at: number | string): Html {
  const date = new Date(at);
  return html`<time datetime="${date.toISOString()}">${exact(date)}</time>`;
}

/** @returns a duration as people read it. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${milliseconds} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

function exact(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}
