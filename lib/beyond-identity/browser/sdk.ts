import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import { canStorePasskeys } from "@/lib/beyond-identity/browser/passkey-storage";
import { underStrictCsp } from "@/lib/beyond-identity/browser/strict-csp-shim";

/**
 * The SDK is a download of 2.3 MB, which takes long on slow connections. Without a limit, a blocked start would hang
 * forever.
 */
const START_TIMEOUT_MS = 30_000;

let starting: Promise<Embedded> | undefined;

/**
 * Loads and starts the embedded SDK, once per page. After a failure the next call tries again.
 *
 * @param allowedDomains host names that the SDK may call
 * @throws PasskeyError `browser_unsupported`, `sdk_timeout`, `offline` or `unknown`
 */
export function startSdk(allowedDomains: string[]): Promise<Embedded> {
  starting ??= start(allowedDomains).catch((error: unknown) => {
    starting = undefined;
    throw new PasskeyError(passkeyErrorCodeOf(error));
  });
  return starting;
}

async function start(allowedDomains: string[]): Promise<Embedded> {
  // In such a browser the SDK itself waits forever, or fails without a reason.
  const canRun = isSupported() && (await canStorePasskeys());
  if (!canRun) throw new PasskeyError("browser_unsupported");
  return Promise.race([underStrictCsp(() => load(allowedDomains)), timeout()]);
}

async function load(allowedDomains: string[]): Promise<Embedded> {
  // The SDK uses `self` while loading, so the server must never import it.
  const { Embedded } = await import("@beyondidentity/bi-sdk-js");
  // The SDK appends to the array, so it gets a copy. It gets no logger, because it would log tokens.
  return Embedded.initialize({ allowedDomains: [...allowedDomains] });
}

function isSupported(): boolean {
  return (
    globalThis.isSecureContext &&
    typeof WebAssembly === "object" &&
    typeof crypto.subtle === "object"
  );
}

function timeout(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new PasskeyError("sdk_timeout")), START_TIMEOUT_MS);
  });
}
