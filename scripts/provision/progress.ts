import type { EnvDocument } from "./env-document.ts";
import type { Action, Report } from "./report.ts";
import type { Outcome, Session } from "./session.ts";

/** How far a run has come: the report as it is now, and a way to tell the user. */
export type Progress = { report: Report; say: (line: string) => void };

/** @returns the progress of a run that has done nothing */
export function createProgress(envFile: string, say: (line: string) => void): Progress {
  const report: Report = {
    ...{ changed: false, actions: [] },
    env_file: { path: envFile, action: "keep" },
    checklist: [],
  };
  return { report, say };
}

/** Puts what has been done into the report, also in the middle of a run that failed. */
export function noteDone(
  { report }: Progress,
  { outcomes }: Session,
  { action }: EnvDocument,
): void {
  report.actions = actionsOf(outcomes);
  report.env_file.action = action;
  report.changed = action !== "keep" || outcomes.some((outcome) => outcome.action !== "keep");
}

/** Puts what would be done into the report. */
export function notePlanned(
  { report }: Progress,
  { outcomes }: Session,
  { plannedAction }: EnvDocument,
): void {
  report.actions = actionsOf(outcomes);
  report.env_file.action = plannedAction;
}

function actionsOf(outcomes: Outcome[]): Action[] {
  return outcomes.map(({ realm: _, ...action }) => action);
}
