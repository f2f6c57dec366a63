import {
  accessSync,
  constants,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { ConformanceError } from "./conformance-error.ts";
import { Redacted } from "./redacted.ts";
import { STEPS, type StepName } from "./steps.ts";

const VERSION = 1;

/** What came back in one step, or that the step could not be made. */
export type RecordedStep = { step: StepName } & (
  | { status: HttpStatus; headers: Redacted; body: Redacted }
  | { skipped: true }
);

/** One run against one cloud, without anything that belongs to it. */
export type Transcript = {
  /** Transcripts of the emulator are compared with it too, so that a change of it is noticed. */
  cloud: "emulator" | "tenant";
  recordedAt: Date;
  steps: RecordedStep[];
};

const statusSchema = z.int().min(100).max(599).or(z.literal(0)).brand<"HttpStatus">();

/** A status of HTTP, or 0 when the connection broke. */
export type HttpStatus = z.infer<typeof statusSchema>;

const stepName = z.custom<StepName>((value) => typeof value === "string" && value in STEPS);
const redacted = z.unknown().transform(Redacted.of);
const step = z.union([
  z.object({ step: stepName, skipped: z.literal(true) }),
  z.object({ step: stepName, status: statusSchema, headers: redacted, body: redacted }),
]);
const schema = z.object({
  version: z.literal(VERSION),
  cloud: z.enum(["emulator", "tenant"]),
  recorded_at: z.iso.datetime(),
  steps: z
    .array(step)
    .refine((steps) => new Set(steps.map((item) => item.step)).size === steps.length),
});

/** @returns the status as a transcript holds it */
export function httpStatus(status: number): HttpStatus {
  return statusSchema.parse(status);
}

/**
 * Finds out before a run that its transcript could not be written.
 *
 * @throws ConformanceError
 */
export function demandWritable(path: string): void {
  const folder = dirname(path);
  try {
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new ConformanceError(`${folder} is no folder that can be written to.`, { cause: error });
  }
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder) throw new ConformanceError(`${path} is a folder.`);
}

/** Writes a transcript to a file, at once or not at all. */
export function writeTranscript(path: string, transcript: Transcript): void {
  const { cloud, recordedAt, steps } = transcript;
  const contents = {
    version: VERSION,
    cloud,
    recorded_at: recordedAt.toISOString(),
    steps: steps.map(({ step, ...rest }) => ({ step, operation: STEPS[step], ...rest })),
  };
  const beside = `${path}.tmp`;
  rmSync(beside, { force: true });
  // Another user of the folder may have made it a link to a file of this user.
  writeFileSync(beside, `${JSON.stringify(contents, null, 2)}\n`, { flag: "wx" });
  renameSync(beside, path);
}

/**
 * Reads a transcript. What was changed in it by hand is redacted again.
 *
 * @throws ConformanceError when the file cannot be read or is no transcript
 */
export function readTranscript(path: string): Transcript {
  const result = schema.safeParse(contentsOf(path));
  if (!result.success) throw new ConformanceError(`${path} is not a transcript.`);
  const { cloud, recorded_at, steps } = result.data;
  return { cloud, recordedAt: new Date(recorded_at), steps };
}

function contentsOf(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new ConformanceError(`${path} cannot be read as JSON.`, { cause: error });
  }
}
