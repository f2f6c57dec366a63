import { startSdk, wordsFor } from "./sdk.ts";
import { Steps, whileBusy } from "./steps.ts";

/** Creates a passkey with the link in the address, once the user says so. */
export function openBindPage(root: HTMLElement): void {
  const link = location.href;
  // The token does not stay in the history of the browser.
  history.replaceState(null, "", location.pathname);
  const steps = new Steps(root);
  steps.on("bind", "create", () => {
    void whileBusy(steps.of("bind"), async () => {
      await (await startSdk()).bindPasskey(link);
      steps.show("done");
    }).catch((error: unknown) => {
      steps.show("bind", { problem: `No passkey was created. ${wordsFor(error)}` });
    });
  });
}
