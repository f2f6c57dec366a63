import "client-only";
import { loadAuthenticatePanel } from "@/app/sign-in/load-authenticate-panel";
import { isSdkDocument } from "@/lib/beyond-identity/browser/is-sdk-document";
import { localPasskeys } from "@/lib/beyond-identity/browser/local-passkeys";
import { prefetchSdk } from "@/lib/beyond-identity/browser/prefetch-sdk";
import type { ClientSettings } from "@/lib/env/client-settings";

/**
 * Downloads the SDK while the user reads the page. Starts it too if this browser has a passkey, and loads what shows the
 * sign-in. If any of that fails, the click tries again and says why.
 */
export async function prepareSignIn({ allowedDomains }: ClientSettings): Promise<void> {
  const isDownloaded = await prefetchSdk();
  if (!isDownloaded || localPasskeys().length === 0 || !isSdkDocument()) return;
  const start = async () => {
    const { startSdk } = await import("@/lib/beyond-identity/browser/sdk");
    await startSdk(allowedDomains);
  };
  await Promise.allSettled([
    import("@/app/sign-in/begin-sign-in"),
    loadAuthenticatePanel(),
    start(),
  ]);
}
