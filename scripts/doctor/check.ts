import type { Subject } from "./subject.ts";

/** A change at Beyond Identity that makes a check pass. */
export type Repair = {
  /** What it changes, for the question before it. */
  what: string;
  apply(): Promise<void>;
};

/** What a check found. No text in it holds a secret. */
export type Finding =
  | { status: "pass"; saw: string }
  | { status: "warn" | "fail"; saw: string; next: string; repair?: Repair }
  /** The check could not be made. */
  | { status: "error"; saw: string; next: string }
  /** The check does not apply, or needs what is missing. `cause` is the check that has to pass first. */
  | { status: "skip"; saw: string; next?: string; cause?: string };

/** One thing that can be wrong with a configuration. */
export type Check = {
  /** Stable, for `--only` and for scripts. */
  id: string;
  title: string;
  /** What goes wrong for users when it fails. */
  why: string;
  /** The checks without which this one says nothing. It is skipped when one of them fails. */
  needs: string[];
  /** The variables without which this one says nothing. */
  reads?: string[];
  run(subject: Subject): Finding | Promise<Finding>;
};

/** The result of one check, as `--json` prints it. */
export type Result = {
  id: string;
  title: string;
  status: Finding["status"];
  saw: string;
  why: string;
  next: string;
};

/** A result with what the runner and the repair need. */
export type Outcome = { check: Check; finding: Finding };

export const pass = (saw: string): Finding => ({ status: "pass", saw });

export const fail = (saw: string, next: string, repair?: Repair): Finding => ({
  status: "fail",
  saw,
  next,
  ...(repair && { repair }),
});

export const warn = (saw: string, next: string): Finding => ({ status: "warn", saw, next });

/** @param saw why the check could not be made */
export const unmade = (saw: string, next: string): Finding => ({ status: "error", saw, next });

/** @param saw why the check does not apply here */
export const inapplicable = (saw: string): Finding => ({ status: "skip", saw });
