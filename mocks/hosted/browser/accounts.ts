import type { Passkey } from "@beyondidentity/bi-sdk-js";
import { leaveFor } from "./offer.ts";
import { isCancelled, startSdk, wordsFor } from "./sdk.ts";
import { type Steps, whileBusy } from "./steps.ts";

/** Long enough to press a button, which another person in this browser needs. */
const PAUSE_MS = 2_000;

/** A passkey that was refused in this tab would be refused again, so it does not go on by itself. */
const REFUSED = "refused-passkey";

/**
 * Offers the accounts with a passkey in this browser. A single one goes on by itself, unless the user does something first.
 *
 * @param other shows the step for an account without a passkey here
 */
export function offerAccounts(steps: Steps, passkeys: Passkey[], other: () => void): void {
  const [only, ...more] = passkeys;
  const step = steps.of("choose");
  const buttons = passkeys.map((passkey) => buttonFor(steps, passkey));
  step.querySelector("[data-accounts]")?.replaceChildren(...buttons);
  steps.on("choose", "other", other);
  steps.show("choose");
  const wasRefused = sessionStorage.getItem(REFUSED) === only?.id;
  if (only && more.length === 0 && !wasRefused) soon(step, () => void signIn(steps, only));
}

function buttonFor(steps: Steps, passkey: Passkey): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = `Continue as ${passkey.identity.username}`;
  button.addEventListener("click", () => void signIn(steps, passkey));
  return button;
}

function soon(step: HTMLElement, act: () => void): void {
  const status = step.querySelector<HTMLElement>("[data-soon]");
  if (status) status.hidden = false;
  const hold = new AbortController();
  const timer = setTimeout(() => {
    hold.abort();
    act();
  }, PAUSE_MS);
  const stop = () => {
    clearTimeout(timer);
    hold.abort();
    quiet(status);
  };
  for (const event of ["keydown", "pointerdown", "click"]) {
    document.addEventListener(event, stop, { signal: hold.signal });
  }
}

async function signIn(steps: Steps, passkey: Passkey): Promise<void> {
  const step = steps.of("choose");
  try {
    const sdk = await startSdk();
    const answer = await whileBusy(step, () => sdk.authenticate(location.href, passkey.id));
    leaveFor(steps, answer.redirectUrl);
  } catch (error) {
    const isOver = !isCancelled(error);
    if (isOver) sessionStorage.setItem(REFUSED, passkey.id);
    steps.show(isOver ? "failed" : "choose", { problem: wordsFor(error) });
    quiet(step.querySelector<HTMLElement>("[data-soon]"));
  }
}

/** The line keeps its place: a button that moved between press and release would not be clicked. */
function quiet(status: HTMLElement | null): void {
  if (status) status.dataset.quiet = "";
}
