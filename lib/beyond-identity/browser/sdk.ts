import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { passkeyErrorCodeOf } from "@/lib/beyond-identity/browser/passkey-error-code";
import { canStorePasskeys } from "@/lib/beyond-identity/browser/passkey-storage";
import { underStrictCsp } from "@/lib/beyond-identity/browser/strict-csp-shim";

/** The SDK is 2.3 MB on the wire: slow lines need time, but a blocked start would otherwise hang for ever. */
const START_TIMEOUT_MS = 30_000;

let starting: Promise<Embedded> | undefined;

/**
 * Loads and starts the embedded SDK, once per page however often it is asked for.
 *
 * @param allowedDomains host names that it may talk to
 * @throws PasskeyError `browser_unsupported`, `sdk_timeout`, `offline` or `unknown`; the next call tries again
 */
export function startSdk(allowedDomains: string[]): Promise<Embedded> {
  starting ??= start(allowedDomains).catch((error: unknown) => {
    starting = undefined;
    throw new PasskeyError(passkeyErrorCodeOf(error));
  });
  return starting;
}

async function start(allowedDomains: string[]): Promise<Embedded> {
  // The SDK would wait for ever, or say nothing of the reason.
  const isFit = isSupported() && (await canStorePasskeys());
  if (!isFit) throw new PasskeyError("browser_unsupported");
  return Promise.race([underStrictCsp(() => load(allowedDomains)), timeout()]);
}

async function load(allowedDomains: string[]): Promise<Embedded> {
  // It touches `self` while loading, so it must never be imported on the server.
  const { Embedded } = await import("@beyondidentity/bi-sdk-js");
  // It appends to the array it is given. Its logger prints tokens, so it gets none.
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
