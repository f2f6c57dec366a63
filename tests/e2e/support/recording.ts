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
  /** Whether all of the body was kept. */
  whole: z.boolean(),
});
const secretSchema = z.object({ kind: z.string(), value: z.string() });

/** An answer of the app to a browser. */
export type Answer = z.infer<typeof answerSchema>;

/** The one way on which a link may reach a browser: to its owner, who is signed in and has just proved it. */
const TO_THE_OWNER = ["POST /account/add", "POST /api/passkeys"];

/** @returns the variables under which a server of the app keeps what it says in a folder of its own. */
export function recordingVariables(servers: Servers): Record<string, string> {
  return {
    NODE_OPTIONS: "--import ./tests/e2e/support/record-server.mjs",
    TAINT_FOLDER: taintFolder(servers),
    TAINT_PORT: `${servers.port}`,
  };
}

/** Writes secrets beside what the app said, for a search after those who gave them out have ended. */
export function keepSecrets(servers: Servers, secrets: Secret[]): void {
  const folder = taintFolder(servers);
  mkdirSync(folder, { recursive: true });
  const lines = secrets.map((secret) => `${JSON.stringify(secret)}\n`);
  appendFileSync(secretsFile(folder), lines.join(""));
}

/** @returns what `keepSecrets` wrote. */
export function keptSecrets(servers: Servers): Secret[] {
  return linesOf(secretsFile(taintFolder(servers))).map((line) => secretSchema.parse(line));
}

/** @returns every answer that was recorded in a folder. */
export function recordedAnswers(folder: string): Answer[] {
  return linesOf(join(folder, "responses.ndjson")).map((line) => answerSchema.parse(line));
}

/** @returns where in those answers there is a secret that has no business there, each place once. */
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

/** @returns what was answered. */
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
