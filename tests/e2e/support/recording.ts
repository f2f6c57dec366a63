import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Servers } from "./servers.ts";
import { type Needles, type Secret, taintFolder } from "./taint.ts";

const answerSchema = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.string(),
  body: z.string(),
  /** Whether the whole body was recorded. */
  whole: z.boolean(),
});
const secretSchema = z.object({ kind: z.string(), value: z.string() });

/** A response of the app to a browser. */
export type Answer = z.infer<typeof answerSchema>;

/** The only responses that may hold a link: those to its owner after a fresh sign-in. */
const TO_THE_OWNER = ["POST /account/add", "POST /api/passkeys"];

/** @returns the variables that make a server of the app record its responses and output in its own folder. */
export function recordingVariables(servers: Servers): Record<string, string> {
  return {
    NODE_OPTIONS: "--import ./tests/e2e/support/record-server.mjs",
    TAINT_FOLDER: taintFolder(servers),
    TAINT_PORT: `${servers.port}`,
  };
}

/** Writes secrets beside the recordings, for a search after their issuers have stopped. */
export function keepSecrets(servers: Servers, secrets: Secret[]): void {
  const folder = taintFolder(servers);
  mkdirSync(folder, { recursive: true });
  const lines = secrets.map((secret) => `${JSON.stringify(secret)}\n`);
  appendFileSync(secretsFile(folder), lines.join(""));
}

/** @returns the secrets that `keepSecrets` wrote. */
export function keptSecrets(servers: Servers): Secret[] {
  return linesOf(secretsFile(taintFolder(servers))).map((line) => secretSchema.parse(line));
}

/** @returns every response recorded in a folder. */
export function recordedAnswers(folder: string): Answer[] {
  return linesOf(join(folder, "responses.ndjson")).map((line) => answerSchema.parse(line));
}

/** @returns each place in those responses with a secret that must not be there, once. */
export function leaksIn(answers: Answer[], needles: Needles): string[] {
  const leaks = answers.flatMap((answer) => {
    const place = placeOf(answer);
    return needles
      .in(`${answer.headers}\n${answer.body}`)
      .filter((kind) => kind !== "binding_token" || !TO_THE_OWNER.includes(place))
      .map((kind) => `${kind} in ${place}`);
  });
  return [...new Set(leaks)];
}

/** @returns the method and path of the request. */
export function placeOf({ method, path }: Answer): string {
  return `${method} ${path}`;
}

function secretsFile(folder: string): string {
  return join(folder, "secrets.ndjson");
}

function linesOf(file: string): unknown[] {
  if (!existsSync(file)) throw new Error(`There is no ${file}: were the tests run that record it?`);
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}
