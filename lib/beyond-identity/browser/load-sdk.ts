import "client-only";
import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { PasskeyError } from "@/lib/beyond-identity/browser/passkey-error";
import { SDK_ADDRESS } from "@/lib/beyond-identity/browser/sdk-address";
import { underStrictCsp } from "@/lib/beyond-identity/browser/strict-csp-shim";

/** What the script defines. */
type SdkGlobal = { embeddedsdk?: { Embedded: typeof Embedded } };

let loading: Promise<typeof Embedded> | undefined;

/**
 * Loads the SDK, once per page. After a failure the next call tries again.
 *
 * @throws PasskeyError `offline`
 */
export function loadSdk(): Promise<typeof Embedded> {
  loading ??= underStrictCsp(runScript).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

function runScript(): Promise<typeof Embedded> {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SDK_ADDRESS;
    script.onload = () => {
      const { embeddedsdk } = globalThis as SdkGlobal;
      if (embeddedsdk) resolve(embeddedsdk.Embedded);
      else reject(new PasskeyError("browser_unsupported"));
    };
    script.onerror = () => {
      script.remove();
      reject(new PasskeyError("offline"));
    };
    document.head.append(script);
  });
}
