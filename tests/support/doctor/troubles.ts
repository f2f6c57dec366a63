import type { Plant } from "./diagnose.ts";
import type { SetUpName } from "./set-ups.ts";
import { inTheApplication } from "./troubles/application.ts";
import { inTheAuthenticator } from "./troubles/authenticator.ts";
import { inTheEnvironment } from "./troubles/environment.ts";
import { inTheManagementToken } from "./troubles/management.ts";
import { onTheWay } from "./troubles/on-the-way.ts";
import { besideTheCloud } from "./troubles/services.ts";

/** Something wrong in an otherwise healthy set-up, and the one check that must say so. */
export type Trouble = {
  /** In plain words, for the table in `docs/doctor.md`. */
  name: string;
  in: SetUpName;
  check: string;
  /** `fail` unless it says so. */
  status?: "warn" | "error";
  /** What the report must name. */
  says: RegExp;
  plant: Plant;
};

export const TROUBLES: readonly Trouble[] = [
  ...inTheEnvironment,
  ...onTheWay,
  ...inTheApplication,
  ...inTheAuthenticator,
  ...inTheManagementToken,
  ...besideTheCloud,
];
