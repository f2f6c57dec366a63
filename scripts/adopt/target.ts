import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";

const packageSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  scripts: z.record(z.string(), z.string()).default({}),
});

/** The app that takes the passkeys in. */
export type Target = {
  folder: string;
  /** Where its `app` folder and its `@/` imports begin: empty or `src/`. */
  base: "" | "src/";
  package: z.infer<typeof packageSchema>;
};

/**
 * Looks at an app before anything is copied.
 *
 * @throws Error when it is no Next.js app with an App Router
 */
export function readTarget(path: string): Target {
  const folder = resolve(path);
  const file = join(folder, "package.json");
  if (!existsSync(file)) throw new Error(`There is no package.json in ${folder}.`);
  const parsed = packageSchema.safeParse(parseJson(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Error(`${file} is not the package.json of an app.`);
  if (!("next" in parsed.data.dependencies)) {
    throw new Error(`${file} does not depend on Next.js.`);
  }
  const base = existsSync(join(folder, "src/app")) ? "src/" : "";
  if (!existsSync(join(folder, `${base}app`))) {
    throw new Error(`${folder} has no App Router: neither app nor src/app is there.`);
  }
  return { folder, base, package: parsed.data };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
