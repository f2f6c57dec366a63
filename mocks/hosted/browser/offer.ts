import { startSdk, wordsFor } from "./sdk.ts";
import { type Steps, whileBusy } from "./steps.ts";

/** A sign-in by code that is complete, and the token for a passkey of the same user. */
type Completed = { address: string; token: string; redirectUrl: string };

/** Offers a passkey to a user who has signed in with a code. They may do without one. */
export function offerPasskey(
  steps: Steps,
  root: HTMLElement,
  { address, token, redirectUrl }: Completed,
): void {
  const step = steps.show("offer", { address });
  let link: string | undefined;
  steps.on("offer", "continue", () => leaveFor(steps, redirectUrl));
  steps.on("offer", "create", () => {
    void whileBusy(step, async () => {
      // The token works once, the link until it has created a passkey.
      link ??= await linkFor(token, root.dataset.jobs ?? "");
      await (await startSdk()).bindPasskey(link);
      leaveFor(steps, redirectUrl);
    }).catch((error: unknown) => {
      steps.show("offer", { address, problem: `No passkey was created. ${wordsFor(error)}` });
    });
  });
}

/** Returns to the application with the result of the sign-in. */
export function leaveFor(steps: Steps, redirectUrl: string): void {
  steps.show("leave");
  location.assign(redirectUrl);
}

async function linkFor(token: string, jobs: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(jobs, { method: "POST", headers });
  if (!response.ok) throw new Error(`responded with a ${response.status} error`);
  const answer: { credential_binding_link: string } = await response.json();
  return answer.credential_binding_link;
}
