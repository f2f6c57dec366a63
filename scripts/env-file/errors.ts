/** Why an environment file cannot be read or written. */
export type EnvFileProblem = "not_a_file" | "unreadable" | "unwritable" | "not_editable";

/** An environment file that cannot be used. The message names the file and never a value in it. */
export class EnvFileError extends Error {
  override name = "EnvFileError";

  constructor(
    readonly code: EnvFileProblem,
    message: string,
  ) {
    super(message);
  }
}
