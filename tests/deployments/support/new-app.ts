import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const CREATE = createRequire(import.meta.url).resolve("create-next-app/dist/index.js");
const CHOICES =
  "--ts --tailwind --app --skip-install --use-npm --no-eslint --yes --disable-git --import-alias @/*";

/**
 * Makes what `create-next-app` makes, from the template in its package.
 *
 * @param hasSrc whether its sources are in `src/`
 */
export function newApp(hasSrc: boolean): string {
  const folder = join(mkdtempSync(join(tmpdir(), "adopted-")), "my-app");
  const src = hasSrc ? "--src-dir" : "--no-src-dir";
  run(process.execPath, [CREATE, folder, ...CHOICES.split(" "), src], tmpdir());
  edit(join(folder, hasSrc ? "src" : "", "app/layout.tsx"), withoutWebFonts);
  return folder;
}

/** The template downloads two fonts from Google during the build. */
function withoutWebFonts(layout: string): string {
  return layout
    .replace(/import \{ Geist[^\n]*\n/, "")
    .replace(/const geist\w+ = [\s\S]*?\}\);\n/g, "")
    .replace(/\$\{geist\w+\.variable\} /g, "");
}

/** Does by hand what `npm run adopt` leaves to the developer. */
export function followSteps(folder: string): void {
  edit(join(folder, "next.config.ts"), (text) =>
    `import { withPasskeys } from "./passkeys.config";\n${text}`.replace(
      /export default (\w+);/,
      "export default withPasskeys($1);",
    ),
  );
  edit(join(folder, "tsconfig.json"), (text) =>
    text
      .replace('"exclude": ["node_modules"]', '"exclude": ["node_modules", "passkey-emulator"]')
      .replace('"target": "ES2017"', '"target": "ES2022"'),
  );
  edit(join(folder, ".gitignore"), (text) => `${text}\n.data/\n`);
}

/** Runs a command in a folder. @throws Error with its output when it fails */
export function run(command: string, parameters: string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, parameters, {
    cwd,
    encoding: "utf8",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_OPTIONS: "" },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}

/** Copies this project's packages, so that an app beside it needs no network. */
export function givePackages(folder: string): void {
  run("cp", ["-al", "node_modules", join(folder, "node_modules")], process.cwd());
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, "utf8")));
}
