import "client-only";

const PROBE = "can-this-browser-keep-passkeys";
/** A browser that answers nothing in this time may merely be busy; the SDK has a limit of its own. */
const PROBE_TIMEOUT_MS = 3_000;

/**
 * Opens a database of our own, as the SDK will open its one: some browsers have none in private mode, or by a setting, and
 * say so only then.
 *
 * @returns whether passkeys can be kept in this browser, as far as can be told
 */
export async function canKeepPasskeys(): Promise<boolean> {
  const slow = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(true), PROBE_TIMEOUT_MS);
  });
  return Promise.race([canOpenDatabase(), slow]);
}

function canOpenDatabase(): Promise<boolean> {
  return new Promise((resolve) => {
    try {
      const request = indexedDB.open(PROBE);
      request.onerror = () => resolve(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(PROBE);
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
}
