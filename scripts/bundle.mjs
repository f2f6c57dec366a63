import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const REQUIRE =
  "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/**
 * @param {string} script path of a TypeScript file
 * @param {string} outfile path of the bundle
 * @returns what to write, and the project's own files in it
 */
export async function bundleOf(script, outfile) {
  const { outputFiles, metafile } = await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    // These packages find their own files.
    external: ["@next/env", "esbuild"],
    plugins: [
      { name: "address", setup: (build) => build.onLoad({ filter: /\.ts$/ }, withOwnAddress) },
    ],
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
    banner: { js: REQUIRE },
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  const sources = Object.keys(metafile.inputs).filter((file) => !/^node_modules\//.test(file));
  return { files: outputFiles, sources };
}

/**
 * Lets a source find files beside itself, although it runs as part of the bundle.
 *
 * @param {{ path: string }} source
 */
function withOwnAddress({ path }) {
  const address = JSON.stringify(pathToFileURL(path).href);
  const contents = readFileSync(path, "utf8").replaceAll("import.meta.url", address);
  return { contents, loader: /** @type {const} */ ("ts") };
}
