import { createServer } from "node:http";
import { countCalls } from "../calls/count-calls.ts";
import { rowOf } from "../calls/rows.ts";
import { launchChromium } from "../chromium-browser.ts";
import type { Row } from "../results.ts";
import { serveApp } from "../served-app.ts";

/** Longer than the app shows a list of passkeys, so that each journey fetches its own. */
const REST_MS = 6_000;

/** How often each journey calls the cloud. A count needs one run. */
export async function measure(): Promise<Row[]> {
  const backend = createServer((_, response) => void response.end("{}"));
  await new Promise<void>((resolve) => backend.listen(0, "localhost", resolve));
  const address = backend.address();
  const port = typeof address === "object" ? address?.port : 0;
  const app = await serveApp("starter", { BACKEND_URL: `http://localhost:${port}` });
  const browser = await launchChromium();
  try {
    await app.newBrowser().enter("first@example.com");
    return (await countCalls(browser, app.origin, app.emulator, REST_MS)).map(rowOf);
  } finally {
    await browser.close();
    await app.stop();
    backend.close();
  }
}
