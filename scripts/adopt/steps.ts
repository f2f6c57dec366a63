import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EMULATOR_FOLDER } from "./sources.ts";
import type { Target } from "./target.ts";

/** Something that the developer does by hand, because it changes a file of theirs. */
export type Step = { path: string; todo: string };

/** @returns what is left to do in this app */
export function stepsFor(
  { folder, base, package: manifest }: Target,
  withEmulator: boolean,
): Step[] {
  const steps: (Step | false)[] = [
    !mentions(folder, configFile(folder), "withPasskeys") && {
      path: configFile(folder),
      todo: 'import { withPasskeys } from "./passkeys.config"; and export default withPasskeys(yourConfig);',
    },
    mentions(folder, configFile(folder), "cacheComponents: true") && {
      path: configFile(folder),
      todo: "withPasskeys turns Cache Components off, because a prerendered shell has no nonce for the Content-Security-Policy",
    },
    mentions(folder, configFile(folder), "trailingSlash: true") && {
      path: configFile(folder),
      todo: "withPasskeys keeps the slash at the end of your addresses, and the passkey pages answer without one. End your links in it, because Next.js no longer adds it to them",
    },
    mentions(folder, configFile(folder), "Content-Security-Policy") && {
      path: configFile(folder),
      todo: "keep your Content-Security-Policy off the passkey pages, because it would replace theirs",
    },
    !hasTailwind(folder) && {
      path: "postcss.config.mjs",
      todo: 'export default { plugins: { "@tailwindcss/postcss": {} } }; and install tailwindcss and @tailwindcss/postcss',
    },
    !mentions(folder, "tsconfig.json", '"@/*"') && {
      path: "tsconfig.json",
      todo: `"paths": { "@/*": ["./${base}*"] }. The files import each other by it`,
    },
    hasOldTarget(folder) && {
      path: "tsconfig.json",
      todo: '"target": "ES2022". The starter uses BigInt and named groups',
    },
    withEmulator &&
      !mentions(folder, "tsconfig.json", EMULATOR_FOLDER) && {
        path: "tsconfig.json",
        todo: `"exclude": ["node_modules", "${EMULATOR_FOLDER}"]`,
      },
    !mentions(folder, ".gitignore", ".data") && { path: ".gitignore", todo: ".data/" },
    !("emulator" in manifest.scripts) &&
      withEmulator && {
        path: "package.json",
        todo: "Start the emulator with npm run emulator in a second terminal, before npm run dev",
      },
    {
      path: ".env.local",
      todo: withEmulator
        ? "When you move to your tenant, give your app its variables, as .env.example explains, and delete the emulator's from .env.development"
        : "Give your app its variables, as .env.example explains. npm run provision in the starter writes them with --env-file",
    },
    {
      path: `${base}app`,
      todo: 'Link to "/sign-in" and "/register". In a page, requireAccount() of lib/auth/current-account returns the signed-in account.',
    },
  ];
  return steps.filter((step) => step !== false);
}

function configFile(folder: string): string {
  return readdirSync(folder).find((name) => /^next\.config\.\w+$/.test(name)) ?? "next.config.ts";
}

function hasTailwind(folder: string): boolean {
  if (mentions(folder, configFile(folder), "@tailwindcss/")) return true;
  return readdirSync(folder).some(
    (name) => /^postcss\.config\.\w+$/.test(name) && mentions(folder, name, "@tailwindcss/postcss"),
  );
}

/** What is older than ES2020 has no BigInt. */
function hasOldTarget(folder: string): boolean {
  const file = join(folder, "tsconfig.json");
  const [, target = "ES5"] = existsSync(file)
    ? (/"target"\s*:\s*"(\w+)"/.exec(readFileSync(file, "utf8")) ?? [])
    : [];
  return /^es(3|5|6|201\d)$/i.test(target);
}

function mentions(folder: string, name: string, text: string): boolean {
  const file = join(folder, name);
  return existsSync(file) && readFileSync(file, "utf8").includes(text);
}
