import { fileURLToPath } from "node:url";
import { SentResponse } from "../cloud/sent-response.ts";

export const SCRIPT_PATH = "/authenticator/page.js";

const ENTRY = fileURLToPath(new URL("./browser/main.ts", import.meta.url));

let bundle: Promise<string> | undefined;

/** Serves the script of the hosted pages, with the unmodified SDK inside. */
export async function pageScript(): Promise<SentResponse> {
  bundle ??= bundled().catch((error: unknown) => {
    bundle = undefined;
    throw error;
  });
  return new SentResponse(await bundle, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      // The emulator is restarted to change it, and the page is opened again and again.
      "cache-control": "private, max-age=600",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
    },
  });
}

/** Bundled for the first page that needs it, because the SDK has 6 MB and the emulator must start fast. */
async function bundled(): Promise<string> {
  const { build } = await import("esbuild");
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    logLevel: "silent",
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild wrote no bundle");
  return file.text;
}
