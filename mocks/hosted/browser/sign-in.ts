import type { Passkey } from "@beyondidentity/bi-sdk-js";
import { offerAccounts } from "./accounts.ts";
import { onSubmit } from "./field-form.ts";
import { leaveFor, offerPasskey } from "./offer.ts";
import { startSdk, wordsFor } from "./sdk.ts";
import { Steps } from "./steps.ts";

/** Signs the user in with a passkey of this browser, or with a code by email. */
export async function openSignIn(root: HTMLElement): Promise<void> {
  const steps = new Steps(root);
  try {
    const sdk = await startSdk();
    const passkeys = (await sdk.getPasskeys()).filter((passkey) => fits(passkey, root));
    askForEmail(steps, root);
    const other = () => void steps.show(root.dataset.codes === "true" ? "email" : "no-passkey");
    if (passkeys.length === 0) return other();
    offerAccounts(steps, passkeys, other);
  } catch (error) {
    steps.show("failed", { problem: wordsFor(error) });
  }
}

/** The SDK lists the passkeys of all tenants, and writes the state in lower case, contrary to its typings. */
function fits({ tenant, realm, state }: Passkey, { dataset }: HTMLElement): boolean {
  const isHere = tenant.id === dataset.tenant && realm.id === dataset.realm;
  return isHere && state.toLowerCase() === "active";
}

/** The SDK answers each step with the address to continue with. */
function askForEmail(steps: Steps, root: HTMLElement): void {
  let address = "";
  let next = location.href;
  const failed = (error: unknown) => void steps.show("failed", { problem: wordsFor(error) });

  const send = async () => {
    next = (await (await startSdk()).authenticateOtp(next, address)).url;
    steps.show("code", { address });
  };
  onSubmit(steps.of("email"), async (typed) => {
    const field = steps.of("email").querySelector("input");
    if (typed === "") return "Enter your email address.";
    if (!field?.validity.valid) return "This is not an email address.";
    address = typed;
    await send().catch(failed);
    return undefined;
  });
  onSubmit(steps.of("code"), async (typed) => {
    const code = typed.replace(/[\s-]/g, "");
    if (!/^\w{6}$/.test(code)) return "The code in the email has six digits.";
    try {
      const answer = await (await startSdk()).redeemOtp(next, code);
      if ("url" in answer) {
        next = answer.url;
        return "That is not the code. Check it and try again.";
      }
      const token = answer.passkeyBindingToken;
      if (token) offerPasskey(steps, root, { address, token, redirectUrl: answer.redirectUrl });
      else leaveFor(steps, answer.redirectUrl);
    } catch (error) {
      failed(error);
    }
    return undefined;
  });
  steps.on("code", "resend", () => void send().catch(failed));
  steps.on("code", "other", () => void steps.show("email"));
}
