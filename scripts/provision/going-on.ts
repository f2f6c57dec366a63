import { requireFor } from "./provision-error.ts";

/** @throws ProvisionError when the user has stopped the command */
export function demandGoingOn(signal: AbortSignal): void {
  requireFor(
    !signal.aborted,
    "interrupted",
    () => "Stopped. Run the same command again, and it goes on where it was.",
  );
}
