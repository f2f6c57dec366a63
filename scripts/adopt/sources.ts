import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { configuration } from "./configuration.ts";
import { LAYOUT } from "./layout.ts";
import type { Target } from "./target.ts";

/** The pages get a route group of their own, whose layout does not touch the rest of the app. */
const GROUP = "app/(passkeys)";

const PAGES = [
  "account",
  "account-deleted",
  "auth-error",
  "bi-authenticate",
  "bind",
  "recover",
  "register",
  "sign-in",
];
const OF_THE_APP = [...PAGES, "api", "actions.ts", "error.tsx"].map((name) => `app/${name}`);
const EMULATOR = [
  "mocks",
  "scripts/emulator.ts",
  "scripts/fail-plainly.ts",
  "scripts/local-addresses.ts",
  "scripts/local-emulator.ts",
  "scripts/printable.ts",
];
const PREPARATION = "lib/proxy/prepare-pages.ts";
const NOT_PREPARED = "(?!api(?:\\/|$)|bind$)";
export const EMULATOR_FOLDER = "passkey-emulator";

/** A file for the app, with its whole contents. */
export type SourceFile = { path: string; contents: Buffer };

/** @returns every file that passkey sign-in needs, at its place in the app */
export function sourceFiles({ base }: Target, withEmulator: boolean): SourceFile[] {
  const pages = OF_THE_APP.flatMap(filesAt).map((path) =>
    textFile(`${base}${path.replace(/^app/, GROUP)}`, ofGroup(read(path))),
  );
  const logic = ["components", "lib"].flatMap(filesAt).map((path) => logicFile(path, base));
  return [
    ...pages,
    ...logic,
    textFile(`${base}${GROUP}/layout.tsx`, LAYOUT),
    textFile(`${base}${GROUP}/passkeys.css`, styles()),
    textFile(`${base}auth.ts`, read("auth.ts")),
    textFile(`${base}instrumentation.ts`, read("instrumentation.ts")),
    textFile(`${base}proxy.ts`, proxyOfThesePages()),
    textFile("passkeys.config.ts", configuration(base, PAGES)),
    textFile(".env.example", read(".env.example")),
    ...(withEmulator ? emulatorFiles() : []),
  ];
}

function emulatorFiles(): SourceFile[] {
  return [
    ...EMULATOR.flatMap(filesAt).map((path) => ({
      path: `${EMULATOR_FOLDER}/${path}`,
      contents: readFileSync(path),
    })),
    textFile(".env.development", read(".env.development")),
  ];
}

function logicFile(path: string, base: string): SourceFile {
  if (path === PREPARATION) return textFile(`${base}${path}`, preparationOfThesePages());
  const contents = readFileSync(path);
  if (!path.endsWith("open-database.ts")) return { path: `${base}${path}`, contents };
  const text = contents.toString().replace("lib/database/migrations", `${base}$&`);
  return textFile(`${base}${path}`, text);
}

function ofGroup(text: string): string {
  return text.replaceAll('"@/app/', `"@/${GROUP}/`);
}

function styles(): string {
  return read("app/globals.css")
    .replace('@source "../app";', '@source ".";')
    .replace('@source "../components";', '@source "../../components";');
}

/** Other pages keep their own headers, because a page without a nonce would lose its scripts. */
function proxyOfThesePages(): string {
  const text = read("proxy.ts");
  const source = `"/:page(${PAGES.join("|")})/:rest*"`;
  const changed = text.replace(/source: "[^"]+"/, `source: ${source}`);
  if (changed === text) throw new Error("The matcher of proxy.ts has another form.");
  return changed;
}

/** Only these pages are prepared before Next.js sees them. */
function preparationOfThesePages(): string {
  const text = read(PREPARATION);
  const pages = PAGES.filter((page) => page !== "bind").join("|");
  const changed = text.replace(NOT_PREPARED, `(?=(?:${pages})(?:\\/|$))`);
  if (changed === text) throw new Error(`The addresses in ${PREPARATION} have another form.`);
  return changed;
}

function textFile(path: string, text: string): SourceFile {
  return { path, contents: Buffer.from(text) };
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}

/** @returns the files below a path, or the path itself, without tests */
function filesAt(path: string): string[] {
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}
