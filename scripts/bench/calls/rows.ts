import type { Row } from "../results.ts";
import type { Call } from "./count-calls.ts";

/** @returns a row whose id can be read back by `callOf` */
export function rowOf({ journey, by, call, count }: Call): Row {
  return { id: [journey, by, call].join(" | "), title: call, unit: "calls", runs: [count] };
}

/** @returns what a row counts */
export function callOf({ id, runs: [count = 0] }: Row): Call {
  const [journey = "", by, call = ""] = id.split(" | ");
  return { journey, by: by === "browser" ? by : "app", call, count };
}
