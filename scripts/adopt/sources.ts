import { readFileSync } from "node:fs";
import { adapted, PAGES } from "./adaptations.ts";
import { configuration } from "./configuration.ts";
import { filesBelow } from "./files.ts";
import { LAYOUT } from "./layout.ts";
import type { Target } from "./target.ts";

/** The pages get a route group of their own, whose layout does not touch the rest of the app. */
const GROUP = "app/(passkeys)";
const STYLES = "app/globals.css";
const EXAMPLE = ".env.example";
/** Header and footer of the starter. */
const FRAME = /^components\/site-[a-z]+\.tsx$/;
/** Files that only an adopting app has. */
const GIVEN = "scripts/adopt/next-config";

const COPIED = [
  ...[...PAGES, "api", "sign-in-action.ts", "error.tsx"].map((name) => `app/${name}`),
  ...["components", "lib", GIVEN, STYLES, "auth.ts", "instrumentation.ts", "proxy.ts", EXAMPLE],
];
const EMULATOR = [
  "mocks",
  "scripts/emulator.ts",
  "scripts/fail-plainly.ts",
  "scripts/local-addresses.ts",
  "scripts/local-emulator.ts",
  "scripts/printable.ts",
];
export const EMULATOR_FOLDER = "passkey-emulator";

/** A file for the app, with its whole contents. */
export type SourceFile = { path: string; contents: Buffer };

/** @returns every file that passkey sign-in needs, at its place in the app */
export function sourceFiles({ base }: Target, withEmulator: boolean): SourceFile[] {
  const files = new Map(COPIED.flatMap(filesAt).map((path) => [path, readFileSync(path)]));
  return [
    ...[...adapted(files, base)].map(([path, contents]) => placed(path, contents, base)),
    textFile(`${base}${GROUP}/layout.tsx`, LAYOUT),
    textFile("passkeys.config.ts", configuration(base, PAGES)),
    ...(withEmulator ? emulatorFiles() : []),
  ];
}

function emulatorFiles(): SourceFile[] {
  return [
    ...EMULATOR.flatMap(filesAt).map((path) => ({
      path: `${EMULATOR_FOLDER}/${path}`,
      contents: readFileSync(path),
    })),
    { path: ".env.development", contents: readFileSync(".env.development") },
  ];
}

function placed(path: string, contents: Buffer, base: string): SourceFile {
  if (path === EXAMPLE) return { path, contents };
  if (path === STYLES) return { path: `${base}${GROUP}/passkeys.css`, contents };
  if (path.startsWith(GIVEN))
    return { path: `${base}${path.replace("scripts/adopt", "lib")}`, contents };
  if (!path.startsWith("app/")) return { path: `${base}${path}`, contents };
  const text = contents.toString().replaceAll('"@/app/', `"@/${GROUP}/`);
  return textFile(`${base}${path.replace(/^app/, GROUP)}`, text);
}

function textFile(path: string, text: string): SourceFile {
  return { path, contents: Buffer.from(text) };
}

/** @returns the files below a path, or the path itself, without tests and without the frame of the starter's own site */
function filesAt(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return filesBelow(path)
    .filter((name) => !/\.test\.tsx?$/.test(name))
    .map((name) => `${path}/${name}`)
    .filter((file) => !FRAME.test(file));
}
