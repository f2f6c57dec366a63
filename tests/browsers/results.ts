import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";

const FILE = ".data/browsers/journeys.ndjson";
const journeySchema = z.object({
  browser: z.string(),
  version: z.string(),
  seconds: z.number(),
  /** Of these, how long the first sign-in took. */
  signInSeconds: z.number(),
});

/** A journey without a problem. */
export type Journey = z.infer<typeof journeySchema>;

/** Keeps a journey for `npm run test:browsers`. */
export function recordJourney(journey: Journey): void {
  mkdirSync(dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify(journey)}\n`);
}

/** Drops the journeys of earlier runs. */
export function forgetJourneys(): void {
  rmSync(FILE, { force: true });
}

/** @returns the journeys since `forgetJourneys` */
export function recordedJourneys(): Journey[] {
  if (!existsSync(FILE)) return [];
  const lines = readFileSync(FILE, "utf8").trim().split("\n");
  return lines.map((line) => journeySchema.parse(JSON.parse(line)));
}
