/** A variable that is missing or invalid, and why. */
export type EnvironmentProblem = { variable: string; problem: string };

/** Thrown when the server cannot start safely with the given environment variables. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";

  /** @param problems each with the name of the variable to fix, never with its value */
  constructor(readonly problems: EnvironmentProblem[]) {
    super(problems.map(({ variable, problem }) => `${variable}: ${problem}`).join("\n"));
  }
}

/** @returns the error for one variable. Its value must not be in the problem. */
export function invalidVariable(variable: string, problem: string): EnvironmentError {
  return new EnvironmentError([{ variable, problem }]);
}
