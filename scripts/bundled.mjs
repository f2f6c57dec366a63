/**
 * `node scripts/bundled.mjs scripts/x.ts`: runs a script and all that it imports from one file, which starts several
 * times as fast as hundreds of modules. The file is made anew whenever a source or an installed package has changed.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const FOLDER = "node_modules/.cache/bundled-scripts";
/** npm writes the last one with every install. */
const MAKERS = [
  fileURLToPath(import.meta.url),
  fileURLToPath(new URL("bundle.mjs", import.meta.url)),
  "node_modules/.package-lock.json",
];
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
  for (const file of [...MAKERS, ...sources]) hash.update(`${file}\n${readOrEmpty(file)}\n`);
  return hash.digest("hex");
}

async function make() {
  const { bundleOf } = await import("./bundle.mjs");
  const { files, sources } = await bundleOf(script, bundle);
  const header = `${HEADER}${JSON.stringify({ key: keyOf(sources), sources })}\n`;
  mkdirSync(FOLDER, { recursive: true });
  for (const { path, text } of files) replace(path, path === bundle ? header + text : text);
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
