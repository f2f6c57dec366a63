import "server-only";
import { BeyondIdentityError } from "@/lib/beyond-identity/cloud/errors";
import { isEmailFailure } from "@/lib/email/email-address";
import { getEnv } from "@/lib/env/env";
import { failureCodeOf, isFailure } from "@/lib/failure";
import type { BindingRequestState } from "@/lib/handlers/binding-request-state";
import { inAction } from "@/lib/http/in-action";
import { logEvent } from "@/lib/log";

/**
 * Runs a use case on the `email` field of a form.
 *
 * @param run the use case. It gets the address as typed, and returns it parsed.
 * @returns the next state of the form. It always keeps the typed address.
 */
export async function submitEmailForm(
  form: FormData,
  run: (email: unknown) => Promise<string>,
): Promise<BindingRequestState> {
  const typed = form.get("email");
  const email = typeof typed === "string" ? typed : "";
  try {
    const address = await inAction(() => run(email));
    return { status: "sent", email: address, ...inboxOf(address) };
  } catch (error) {
    if (isEmailFailure(error)) return { status: "invalid", email, message: error.message };
    return failed(email, error);
  }
}

function inboxOf(address: string): { inboxUrl?: string } {
  const { devInboxUrl } = getEnv();
  if (devInboxUrl === null) return {};
  const url = new URL(devInboxUrl);
  url.searchParams.set("to", address);
  return { inboxUrl: url.href };
}

function failed(email: string, error: unknown): BindingRequestState {
  const code = failureCodeOf(error);
  const operation = error instanceof BeyondIdentityError ? error.operation : undefined;
  logEvent("email_form_failed", { code, operation });
  const canTell = error instanceof BeyondIdentityError || isFailure(error, "rate_limited");
  const wait = canTell ? error.retryAfterSeconds : undefined;
  return {
    status: "failed",
    email,
    code,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  };
}
