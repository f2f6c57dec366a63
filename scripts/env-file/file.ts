import { constants } from "node:fs";
import { access, lstat, open, readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { EnvFileError } from "./errors.ts";

const OWNER_ONLY = 0o600;

/** An environment file: where it really is, behind symbolic links, and its text. Undefined when there is none. */
export type EnvFile = { path: string; target: string; text: string | undefined };

/**
 * @param path as the user wrote it
 * @throws EnvFileError when it is no file, cannot be read, or is a link to nothing
 */
export async function readEnvFile(path: string): Promise<EnvFile> {
  const entry = await lstat(path).catch(() => undefined);
  if (!entry) return { path, target: path, text: undefined };
  const target = await realpath(path).catch(() => {
    throw new EnvFileError("not_a_file", `${path} is a link to a file that does not exist.`);
  });
  if (!(await stat(target)).isFile()) {
    throw new EnvFileError("not_a_file", `${path} is not a file.`);
  }
  const text = await readFile(target, "utf8").catch(() => {
    throw new EnvFileError("unreadable", `${path} cannot be read.`);
  });
  return { path, target, text };
}

/**
 * Makes sure, before anything else is done, that a file can be written.
 *
 * @throws EnvFileError
 */
export async function demandWritable({ path, target, text }: EnvFile): Promise<void> {
  const refusal = (what: string) => () => {
    throw new EnvFileError("unwritable", `${path} cannot be written: ${what}.`);
  };
  await access(dirname(target), constants.W_OK | constants.X_OK).catch(
    refusal(`this user may not write into ${dirname(target)}`),
  );
  if (text !== undefined) {
    await access(target, constants.W_OK).catch(refusal("this user may not write the file"));
  }
}

/**
 * Writes a file that only its owner may read. Whoever reads it meanwhile, or after a crash, gets the old text or the new
 * one.
 *
 * @throws EnvFileError when it cannot be written
 */
export async function writePrivately({ path, target }: EnvFile, text: string): Promise<void> {
  const folder = dirname(target);
  // Git ignores this name, and Next.js does not read it. A run that was killed may have left the file behind.
  const temporary = join(folder, `.env.${basename(target)}.new.local`);
  try {
    await rm(temporary, { force: true });
    const file = await open(temporary, "wx", OWNER_ONLY);
    try {
      await file.chmod(OWNER_ONLY);
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
    await syncFolder(folder);
  } catch {
    await rm(temporary, { force: true });
    throw new EnvFileError("unwritable", `${path} cannot be written.`);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
