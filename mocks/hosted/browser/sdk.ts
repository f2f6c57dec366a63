import type { Embedded } from "@beyondidentity/bi-sdk-js";
import { withoutEval } from "./without-eval.ts";

const START_LIMIT_MS = 30_000;

let started: Promise<Embedded> | undefined;

/** @returns the SDK, started once per page. A start that the browser blocks ends in an error instead of never. */
export function startSdk(): Promise<Embedded> {
  started ??= Promise.race([
    withoutEval(initialized),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error("the SDK did not start")), START_LIMIT_MS);
    }),
  ]);
  return started;
}

async function initialized(): Promise<Embedded> {
  const sdk = await import("@beyondidentity/bi-sdk-js");
  return sdk.Embedded.initialize({ allowedDomains: [location.hostname] });
}

/** @returns what a user may read about an error of the SDK. Its own message may contain tokens. */
export function wordsFor(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const denied = denialOf(error);
  if (denied !== undefined) return denied;
  if (/NotAllowedError/.test(text)) return "Your device did not confirm.";
  if (/Failed to send a request/.test(text)) return "There is no connection to Beyond Identity.";
  if (/responded with a 4\d\d error|expired/.test(text)) {
    return "It may have expired, or was used before.";
  }
  return "Something went wrong.";
}

/** @returns whether the same sign-in can be tried again, because nothing was sent. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && /NotAllowedError/.test(error.message);
}

/** The SDK tells refusals of the cloud's policy apart by `type`, with the cloud's own sentence as `data`. */
function denialOf(error: unknown): string | undefined {
  if (!(error instanceof Error && "type" in error && error.type === "PolicyDenied"))
    return undefined;
  return "data" in error && typeof error.data === "string" ? error.data : "Not allowed.";
}
