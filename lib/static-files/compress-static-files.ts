import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const FOLDERS = ["chunks", "media"];
const COMPRESSIBLE = /\.(?:js|css)$/;
/** Quality 11 takes six times as long, and makes the SDK 13 % smaller. */
const BROTLI = {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: 9,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
  },
};
const GZIP = { level: constants.Z_BEST_COMPRESSION };

/**
 * Writes a copy with brotli (`.br`) and one with gzip (`.gz`) beside each script and style sheet of a build. Otherwise
 * the server would compress the 6 MB of the SDK for every browser.
 *
 * @param build.distDir folder of the build
 */
export async function compressStaticFiles({ distDir }: { distDir: string }): Promise<void> {
  await Promise.all(FOLDERS.map((name) => compressFolder(join(distDir, "static", name))));
}

async function compressFolder(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => COMPRESSIBLE.test(name));
  await Promise.all(names.map((name) => compressFile(join(folder, name))));
}

async function compressFile(path: string): Promise<void> {
  const content = await readFile(path);
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content, BROTLI));
  await writeFile(`${path}.gz`, await promisify(gzip)(content, GZIP));
}
