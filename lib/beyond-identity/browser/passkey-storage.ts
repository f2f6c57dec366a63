import "client-only";

const PROBE = "can-a-passkey-be-written-here";
/** A browser that has not answered by then may merely be busy. The SDK has its own time limit. */
const PROBE_TIMEOUT_MS = 3_000;

/**
 * Writes to a test database, as the SDK will write to its own. Some browsers have no IndexedDB in private mode or by a
 * setting, or have evicted it. Some report that only at the first transaction.
 *
 * @returns whether this browser can store passkeys. True when it does not answer in time.
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
