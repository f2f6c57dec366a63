/** One thing that is wrong with the environment. */
export type EnvironmentProblem = { variable: string; problem: string };

/** The environment does not describe a server that is safe to start. */
export class EnvironmentError extends Error {
  override name = "EnvironmentError";

  /** @param problems each with the name of the variable to mend, never with its value */
  constructor(readonly problems: EnvironmentProblem[]) {
    super(problems.map(({ variable, problem }) => `${variable}: ${problem}`).join("\n"));
  }
}

/** @returns the error for one variable. Its value must not be in the problem. */
export function invalidVariable(variable: string, problem: string): EnvironmentError {
  return new EnvironmentError([{ variable, problem }]);
}
