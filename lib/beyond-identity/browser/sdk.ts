import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { withFastByteDecoding } from "@/lib/beyond-identity/browser/fast-byte-decoding";
import { loadSdk } from "@/lib/beyond-identity/browser/load-sdk";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import { canStorePasskeys } from "@/lib/beyond-identity/browser/passkey-storage";
import { underStrictCsp } from "@/lib/beyond-identity/browser/strict-csp-shim";
import { keepsCookies } from "@/lib/browser/cookies";

/**
 * The SDK is a download of 1.8 MB, which takes long on slow connections. Without a limit, a blocked start would hang
 * forever.
 */
const START_TIMEOUT_MS = 30_000;

let starting: Promise<Embedded> | undefined;

/**
 * Loads and starts the embedded SDK, once per page. After a failure the next call tries again.
 *
 * @param allowedDomains host names that the SDK may call
 * @throws PasskeyError `cookies_blocked`, `browser_unsupported`, `sdk_timeout`, `offline` or `unknown`
 */
export function startSdk(allowedDomains: string[]): Promise<Embedded> {
  starting ??= start(allowedDomains).catch((error: unknown) => {
    starting = undefined;
    throw new PasskeyError(passkeyErrorCodeOf(error));
  });
  return starting;
}

async function start(allowedDomains: string[]): Promise<Embedded> {
  return Promise.race([initialize(allowedDomains), timeout()]);
}

async function initialize(allowedDomains: string[]): Promise<Embedded> {
  const loading = loadSdk();
  // Its failure counts only once it is known that this browser can run the SDK.
  loading.catch(() => undefined);
  // Without cookies no sign-in can end well, and some browsers withhold IndexedDB together with them.
  if (!keepsCookies()) throw new PasskeyError("cookies_blocked");
  // In another browser the SDK itself waits forever, or fails without a reason.
  const canRun = isSupported() && (await canStorePasskeys());
  if (!canRun) throw new PasskeyError("browser_unsupported");
  const sdk = await loading;
  // The SDK appends to the array, so it gets a copy. It gets no logger, because it would log tokens.
  const run = () => sdk.initialize({ allowedDomains: [...allowedDomains] });
  return underStrictCsp(() => withFastByteDecoding(run));
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
