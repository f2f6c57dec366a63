type Upgrade = (transaction: IDBTransaction) => void;

/**
 * The SDK (3.0.6) compiles four upgrade steps of its IndexedDB from text, two of them empty. The page has them as code, so
 * its policy need not allow `unsafe-eval`.
 *
 * The app has a shim of its own for the same reason: emulator and app import nothing of each other.
 */
function upgradeOf(source: string): Upgrade | undefined {
  if (source === "") return () => undefined;
  if (source.includes('createObjectStore("credentials"')) {
    return ({ db }) => void db.createObjectStore("credentials", { keyPath: "id" });
  }
  return source.includes("tenant_display_name === undefined") ? nameTenants : undefined;
}

function nameTenants(transaction: IDBTransaction): void {
  const request = transaction.objectStore("credentials").openCursor();
  request.onsuccess = () => {
    const { result: cursor } = request;
    if (!cursor) return;
    if (cursor.value.tenant_display_name === undefined) {
      cursor.update({ ...cursor.value, tenant_display_name: "" });
    }
    cursor.continue();
  };
}

/**
 * Runs a task during which `new Function("tx", text)` returns the page's own code for these steps. While loading, the SDK
 * also looks for the `require` of Node.js by `eval`, and gets the error that a browser gives.
 */
export async function withoutEval<T>(task: () => Promise<T>): Promise<T> {
  const { Function: native } = globalThis;
  const nativeEval: unknown = Reflect.get(globalThis, "eval");
  const known = ([name, source, ...rest]: unknown[]) =>
    name === "tx" && typeof source === "string" && rest.length === 0
      ? upgradeOf(source)
      : undefined;
  globalThis.Function = new Proxy(native, {
    construct: (target, texts) => known(texts) ?? Reflect.construct(target, texts),
    apply: (target, self, texts) => known(texts) ?? Reflect.apply(target, self, texts),
  });
  Reflect.set(globalThis, "eval", (source: unknown) => {
    if (source === "require") throw new ReferenceError("require is not defined");
    return typeof nativeEval === "function" ? nativeEval(source) : undefined;
  });
  try {
    return await task();
  } finally {
    globalThis.Function = native;
    Reflect.set(globalThis, "eval", nativeEval);
  }
}
