import "client-only";

/**
 * Replacements for the code that the SDK (3.0.6) compiles with `new Function("tx", text)`: four upgrade steps of its
 * IndexedDB database `credentials`. Each is recognised by its length and a substring. With our own functions in their
 * place, the page does not need 'unsafe-eval'.
 */
const UPGRADE_STEPS: { length: number; mark: string; run: (tx: IDBTransaction) => void }[] = [
  { length: 0, mark: "", run: () => {} },
  {
    length: 107,
    mark: 'tx.db.createObjectStore("credentials"',
    run: (tx) => {
      tx.db.createObjectStore("credentials", { keyPath: "id" });
    },
  },
  {
    length: 545,
    mark: "cursor.value.tenant_display_name === undefined",
    run: fillTenantDisplayName,
  },
];

function fillTenantDisplayName(tx: IDBTransaction): void {
  const request = tx.objectStore("credentials").openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    if (cursor.value.tenant_display_name === undefined) {
      cursor.update({ ...cursor.value, tenant_display_name: "" });
    }
    cursor.continue();
  };
}

/** @returns our function for a known upgrade step, or undefined. */
function knownStep(parameters: unknown[]): ((tx: IDBTransaction) => void) | undefined {
  const [name, body, ...rest] = parameters;
  if (name !== "tx" || typeof body !== "string" || rest.length > 0) return undefined;
  return UPGRADE_STEPS.find(({ length, mark }) => body.length === length && body.includes(mark))
    ?.run;
}

/**
 * Runs a task of the SDK under a Content-Security-Policy without 'unsafe-eval'. Any code other than the known upgrade
 * steps still reaches the browser, which blocks it. While loading, a library inside the SDK looks for the `require` of
 * Node.js twice, by `eval`. Those two calls fail as they do in a browser that allows `eval`.
 */
export async function underStrictCsp<T>(task: () => Promise<T>): Promise<T> {
  const nativeFunction = globalThis.Function;
  const nativeEval: unknown = Reflect.get(globalThis, "eval");
  globalThis.Function = new Proxy(nativeFunction, {
    construct: (target, parameters) =>
      knownStep(parameters) ?? Reflect.construct(target, parameters),
    // Minifiers drop the `new`. The constructor works the same without it.
    apply: (target, self, parameters) =>
      knownStep(parameters) ?? Reflect.apply(target, self, parameters),
  });
  Reflect.set(globalThis, "eval", (source: unknown) => {
    if (source === "require") throw new ReferenceError("require is not defined");
    return typeof nativeEval === "function" ? nativeEval(source) : undefined;
  });
  try {
    return await task();
  } finally {
    globalThis.Function = nativeFunction;
    Reflect.set(globalThis, "eval", nativeEval);
  }
}
