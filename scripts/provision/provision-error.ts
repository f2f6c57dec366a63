/** Why a tenant was not set up. */
export type ProvisionProblem =
  | "usage"
  | "ambiguous"
  | "managed"
  | "unknown_realm"
  | "admin_realm"
  | "realms_not_allowed"
  | "missing_scope"
  | "unsuitable"
  | "foreign_file"
  | "other_tenant"
  | "not_confirmed"
  | "people_enrolled"
  | "interrupted";

/** A refusal of the command itself, with the next step in its message. */
export class ProvisionError extends Error {
  override name = "ProvisionError";

  constructor(
    readonly code: ProvisionProblem,
    message: string,
  ) {
    super(message);
  }
}

/** @throws ProvisionError when the condition does not hold */
export function requireFor(
  condition: unknown,
  code: ProvisionProblem,
  message: () => string,
): asserts condition {
  if (!condition) throw new ProvisionError(code, message());
}
