import type { BrowserContext, Page } from "@playwright/test";

/** Ways in which a browser refuses web storage to a page. */
export type StorageFault = "blocked" | "null" | "full";

/** Takes web storage away from every page of the context. */
export async function breakWebStorage(context: BrowserContext, fault: StorageFault): Promise<void> {
  await context.addInitScript((kind) => {
    if (kind === "full") {
      Storage.prototype.setItem = () => {
        throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
      };
      return;
    }
    for (const name of ["sessionStorage", "localStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          if (kind === "null") return null;
          throw new DOMException("Access is denied for this document.", "SecurityError");
        },
      });
    }
  }, fault);
}

/** Ways in which a browser refuses to open a database, or to write to an open one. */
export type DatabaseFault =
  | "throws"
  | "fails"
  | "undefined"
  | "null"
  | "InvalidStateError"
  | "NotFoundError"
  | "UnknownError"
  | "QuotaExceededError";

/** Takes IndexedDB away from every page of the context. */
export async function breakDatabases(context: BrowserContext, fault: DatabaseFault): Promise<void> {
  await context.addInitScript((kind) => {
    if (kind === "undefined" || kind === "null") {
      const value = kind === "null" ? null : undefined;
      Object.defineProperty(window, "indexedDB", { value });
      return;
    }
    if (kind === "InvalidStateError" || kind === "NotFoundError") {
      IDBDatabase.prototype.transaction = () => {
        throw new DOMException("The database connection is closing.", kind);
      };
      return;
    }
    if (kind === "UnknownError" || kind === "QuotaExceededError") {
      for (const name of ["put", "add"] as const) {
        IDBObjectStore.prototype[name] = () => {
          throw new DOMException("Nothing can be written.", kind);
        };
      }
      return;
    }
    IDBFactory.prototype.open = () => {
      if (kind === "throws") throw new DOMException("The operation is insecure.", "SecurityError");
      const request = Object.create(IDBOpenDBRequest.prototype, {
        onerror: { writable: true },
        onsuccess: { writable: true },
        onupgradeneeded: { writable: true },
        error: { value: new DOMException("No database here.", "InvalidStateError") },
      });
      setTimeout(() => request.onerror?.(new Event("error")));
      return request;
    };
  }, fault);
}

/** Makes the browser ask the device for a passkey only after a click, as Safari and Firefox may. */
export async function demandGesture(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // Chromium's own userActivation survives a navigation within a site, unlike that of other browsers.
    let isClicked = false;
    window.addEventListener("click", () => (isClicked = true), { capture: true });
    const get = CredentialsContainer.prototype.get;
    CredentialsContainer.prototype.get = function (options) {
      return isClicked
        ? get.call(this, options)
        : Promise.reject(new DOMException("A user gesture is needed.", "NotAllowedError"));
    };
  });
}

/** Lets no script read the cloud's redirect, so that a sign-in has to load a page for it. */
export async function leadThroughCloud(page: Page): Promise<void> {
  await page.route(/\/authorize\?/, async (route) => {
    if (route.request().resourceType() === "document") await route.continue();
    else await route.fulfill({ status: 302, headers: { location: "/" } });
  });
}
