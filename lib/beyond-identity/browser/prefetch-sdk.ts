import "client-only";
import { SDK_ADDRESS } from "@/lib/beyond-identity/browser/sdk-address";

/**
 * Downloads the SDK into the browser's cache, for a page that comes later, once this page has loaded. Leaves it to that
 * page where the user wants to save data. This is not a `link` with `prefetch`: Safari has none, and Firefox checks it
 * against `default-src`.
 *
 * @returns whether it is there
 */
export async function prefetchSdk(): Promise<boolean> {
  if (savesData()) return false;
  await pageLoad();
  // The body is read, because a browser may stop a download that is not.
  return fetch(SDK_ADDRESS, { priority: "low" })
    .then((response) => response.arrayBuffer())
    .then(() => true)
    .catch(() => false);
}

/** Not every browser has the Network Information API. */
function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}

function pageLoad(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else window.addEventListener("load", () => resolve(), { once: true });
  });
}
