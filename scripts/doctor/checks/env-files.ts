import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import { type Check, inapplicable, pass, warn } from "../check.ts";
import type { Subject } from "../subject.ts";

const run = promisify(execFile);
const SECRET = /^\s*(?:export\s+)?(\w*(SECRET|TOKEN|PASSWORD)\w*|DATABASE_URL)\s*=\s*\S/m;
const OTHERS_MAY_READ = 0o077;

export const envFileMode: Check = {
  id: "env-file-mode",
  title: "Only you can read the environment files",
  why: "They hold secrets, and every user of this machine could read them.",
  needs: [],
  run(subject) {
    if (process.platform === "win32") return inapplicable("Windows has no file modes");
    const open = secretFiles(subject).find((file) => modeOf(file) & OTHERS_MAY_READ);
    if (!open) return pass("no environment file with secrets is open to other users");
    const mode = (modeOf(open) & 0o777).toString(8);
    return warn(`${open} has mode ${mode}`, `Run: chmod 600 ${open}`);
  },
};

export const envFileIgnored: Check = {
  id: "env-file-ignored",
  title: "Git ignores the environment files",
  why: "A secret that is committed once stays in the history.",
  needs: [],
  async run(subject) {
    for (const file of secretFiles(subject)) {
      const saw = await exposureOf(file);
      if (saw)
        return warn(
          saw,
          `Add ${basename(file)} to .gitignore, and git rm --cached it if it is committed.`,
        );
    }
    return pass("no environment file with secrets can be committed by mistake");
  },
};

/** The emulator's own file is committed, and nothing in it is secret. */
function secretFiles({ environment, machine }: Subject): string[] {
  const committed = join(machine.folder, ".env.development");
  return environment.files.filter(
    (file) => file !== committed && SECRET.test(readFileSync(file, "utf8")),
  );
}

function modeOf(file: string): number {
  return statSync(file).mode;
}

/** @returns how git could publish the file, or null when it cannot */
async function exposureOf(file: string): Promise<string | null> {
  if (await succeeds(file, ["ls-files", "--error-unmatch", "--", basename(file)])) {
    return `${file} is committed to git`;
  }
  if (!(await succeeds(file, ["rev-parse", "--is-inside-work-tree"]))) return null;
  const isIgnored = await succeeds(file, ["check-ignore", "--quiet", "--", basename(file)]);
  return isIgnored ? null : `git does not ignore ${file}`;
}

/** @throws Error when git is not installed */
async function succeeds(file: string, args: string[]): Promise<boolean> {
  try {
    await run("git", args, { cwd: dirname(file) });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") throw error;
    return false;
  }
}
