import "client-only";

const PROBE = "can-a-passkey-be-written-here";
/** A browser that answers nothing in this time may merely be busy; the SDK has a limit of its own. */
const PROBE_TIMEOUT_MS = 3_000;

/**
 * Writes to a database of our own, as the SDK will write to its one: some browsers have none in private mode, or by a
 * setting, or have lost it to make room. Some say so only at the first transaction.
 *
 * @returns whether passkeys can be kept in this browser, as far as can be told
 */
export async function canStorePasskeys(): Promise<boolean> {
  const slow = new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(true), PROBE_TIMEOUT_MS);
  });
  return Promise.race([canWrite(), slow]);
}

async function canWrite(): Promise<boolean> {
  try {
    const database = await openProbe();
    try {
      await writeTo(database);
      return true;
    } finally {
      database.close();
      indexedDB.deleteDatabase(PROBE);
    }
  } catch {
    return false;
  }
}

function openProbe(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(PROBE);
    request.onupgradeneeded = () => request.result.createObjectStore(PROBE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => resolve(request.result);
  });
}

function writeTo(database: IDBDatabase): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(PROBE, "readwrite");
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
    transaction.objectStore(PROBE).put(true, PROBE);
  });
}
