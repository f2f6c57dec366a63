/**
 * `node scripts/bundled.mjs scripts/x.ts`: runs a script and all that it imports from one file, which starts several
 * times as fast as hundreds of modules. The file is made anew whenever a source or an installed package has changed.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FOLDER = "node_modules/.cache/bundled-scripts";
/** npm writes it with every install. */
const INSTALLED = "node_modules/.package-lock.json";
const HEADER = "//";

const [script = "", ...options] = process.argv.slice(2);
const bundle = resolve(FOLDER, basename(script).replace(/\.ts$/, ".mjs"));
if (!isFresh()) await make();
process.argv = [process.execPath, resolve(script), ...options];
await import(pathToFileURL(bundle).href);

function isFresh() {
  const [header = ""] = readOrEmpty(bundle).split("\n", 1);
  if (!header.startsWith(HEADER)) return false;
  const { key, sources } = JSON.parse(header.slice(HEADER.length));
  return key === keyOf(sources);
}

/**
 * @param {string[]} sources paths of files
 * @returns {string} what stays the same as long as they and the installed packages do
 */
function keyOf(sources) {
  const hash = createHash("sha256");
  for (const file of [fileURLToPath(import.meta.url), INSTALLED, ...sources]) {
    hash.update(`${file}\n${readOrEmpty(file)}\n`);
  }
  return hash.digest("hex");
}

async function make() {
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: [script],
    outfile: bundle,
    bundle: true,
    // This package finds its own files.
    external: ["@next/env"],
    platform: "node",
    format: "esm",
    target: "node20",
    minify: true,
    keepNames: true,
    // Node.js prints the line in which an error was thrown.
    lineLimit: 120,
    // For `NODE_OPTIONS=--enable-source-maps`. Without that nothing reads them.
    sourcemap: true,
    sourcesContent: false,
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
    },
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).filter((file) => !/^node_modules\//.test(file));
  const header = `${HEADER}${JSON.stringify({ key: keyOf(sources), sources })}\n`;
  mkdirSync(FOLDER, { recursive: true });
  for (const { path, text } of outputFiles) replace(path, path === bundle ? header + text : text);
}

/**
 * Another process may read the file at this moment.
 *
 * @param {string} path
 * @param {string} text
 */
function replace(path, text) {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, text);
  renameSync(beside, path);
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
