import { type Answer, type Recorder, Unmet } from "../recorder.ts";
import type { StepName } from "../steps.ts";
import type { Target } from "../target.ts";

/** What the steps of a run find out, one for another. */
type Found = Partial<{
  identityId: string;
  bindingLink: string;
  jobId: string;
  credentialId: string;
  accessToken: string;
  refreshToken: string;
  isSuspended: boolean;
}>;

/** A run of the scenario: where it goes, what it has found, and the name of its identity. */
export type Run = {
  target: Target;
  recorder: Recorder;
  /** Of the management API, with all scopes that its client has. */
  managementToken: string;
  /** What the token says that it may do, or null when it does not say. */
  scopes: readonly string[] | null;
  username: string;
  found: Found;
};

const NOTHING: Answer = { status: 0, location: "", json: {} };

/** Makes a step, or leaves it out when `request` needs what no earlier step has found. */
export async function ask(
  { recorder }: Run,
  step: StepName,
  request: () => Request | Promise<Request>,
): Promise<Answer> {
  try {
    return await recorder.ask(step, await request());
  } catch (error) {
    if (error instanceof Unmet) return NOTHING;
    throw error;
  }
}

/** @throws Unmet when the token has no such scope: a refusal for that says nothing about the cloud */
export function demandScope({ scopes }: Run, scope: string): void {
  if (scopes && !scopes.includes(scope)) throw new Unmet();
}

/** @throws Unmet when there is none */
export function needed(value: string | undefined): string {
  if (!value) throw new Unmet();
  return value;
}

/** @returns the text at a place in the body of an answer, if there is one */
export function textAt({ json }: Answer, ...path: string[]): string | undefined {
  const value = path.reduce<unknown>(
    (part, name) =>
      typeof part === "object" && part !== null ? Reflect.get(part, name) : undefined,
    json,
  );
  return typeof value === "string" ? value : undefined;
}
