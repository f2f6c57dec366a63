import type { EnvDocument } from "./env-document.ts";
import type { Report } from "./report.ts";
import type { Session } from "./session.ts";

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
export function noteDone({ report }: Progress, session: Session, document: EnvDocument): void {
  notePlanned({ report }, session, document);
  const isChanged = report.actions.some(({ action }) => action !== "keep");
  report.changed = isChanged || report.env_file.action !== "keep";
}

/** Puts what would be done into the report. */
export function notePlanned(
  { report }: Pick<Progress, "report">,
  { outcomes }: Session,
  { action }: EnvDocument,
): void {
  report.actions = outcomes.map(({ realm: _, ...outcome }) => outcome);
  report.env_file.action = action;
}
