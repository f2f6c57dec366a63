import type { Measurement } from "./measurement.ts";

/** All measurements, in the order of the page. Only those that are asked for load what they measure with. */
export const MEASUREMENTS: readonly Measurement[] = [
  {
    id: "click",
    title: "From the click to the account",
    load: () => import("./measurements/click.ts"),
  },
  {
    id: "first-load",
    title: "JavaScript on first load",
    load: () => import("./measurements/first-load.ts"),
  },
  {
    id: "requests",
    title: "Requests a second, PostgreSQL",
    load: () => import("./measurements/requests.ts"),
  },
  {
    id: "requests-embedded",
    title: "Requests a second, embedded database",
    load: () => import("./measurements/requests-embedded.ts"),
  },
  {
    id: "backend",
    title: "A call of the backend",
    load: () => import("./measurements/backend.ts"),
  },
  {
    id: "emulator",
    title: "The emulator",
    load: () => import("./measurements/emulator.ts"),
  },
  {
    id: "calls",
    title: "Calls of the cloud",
    takes: "slow",
    load: () => import("./measurements/calls.ts"),
  },
  {
    id: "commands",
    title: "Commands in a fresh clone",
    takes: "slow",
    load: () => import("./measurements/commands.ts"),
  },
  {
    id: "tests",
    title: "All tests",
    takes: "minutes",
    load: () => import("./measurements/tests.ts"),
  },
];
