import { type Conflict, conflictOf } from "./conflicts.ts";
import { type Package, packagesFor } from "./packages.ts";
import { routesOf } from "./routes.ts";
import { EMULATOR_FOLDER, type SourceFile, sourceFiles } from "./sources.ts";
import { type Step, stepsFor } from "./steps.ts";
import { readTarget, type Target } from "./target.ts";

const EMULATOR_SCRIPT = `node --import tsx ${EMULATOR_FOLDER}/scripts/emulator.ts`;

export type Plan = {
  folder: string;
  copied: string[];
  /** What is there already, letter for letter. */
  kept: string[];
  conflicts: Conflict[];
  packages: Package[];
  scripts: Record<string, string>;
  /** What is left to the developer. */
  steps: Step[];
};

/** A plan with what `apply` writes. The contents stay out of the JSON. */
export type FullPlan = Plan & { toJSON(): Plan; files: SourceFile[]; target: Target };

/**
 * Compares the app with what passkey sign-in needs. Changes nothing.
 *
 * @throws Error when the folder is no Next.js app with an App Router
 */
export function planAdoption(path: string, { withEmulator }: { withEmulator: boolean }): FullPlan {
  const target = readTarget(path);
  const sources = sourceFiles(target, withEmulator);
  const routes = routesOf(target.folder);
  const files: SourceFile[] = [];
  const kept: string[] = [];
  const conflicts: Conflict[] = [];
  for (const source of sources) {
    const conflict = conflictOf(source, target, routes);
    if (conflict === "same") kept.push(source.path);
    else if (conflict) conflicts.push(conflict);
    else files.push(source);
  }
  const packages = packagesFor(sources, target);
  for (const { name, version, present } of packages) {
    if (present === undefined) continue;
    conflicts.push({
      path: "package.json",
      what: `asks for ${name} ${present}`,
      todo: `The passkey pages are tested with ${name} ${version}. Install that version, or run your tests with yours.`,
    });
  }
  const present = target.package.scripts.emulator;
  const scripts: Record<string, string> =
    withEmulator && present === undefined ? { emulator: EMULATOR_SCRIPT } : {};
  const plan: Plan = {
    folder: target.folder,
    copied: files.map((file) => file.path),
    kept,
    conflicts,
    packages: packages.filter((wanted) => wanted.present === undefined),
    scripts,
    steps: stepsFor(target, withEmulator),
  };
  return { ...plan, files, target, toJSON: () => plan };
}
