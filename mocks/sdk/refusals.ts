import { Refusal } from "../cloud/refusal.ts";
import { jsonResponse } from "../cloud/sent-response.ts";

/** The vendor's error codes are the names of the HTTP statuses in snake case. */
const errors = {
  400: { code: "bad_request", message: "invalid request" },
  401: { code: "unauthorized", message: "unauthorized" },
  403: { code: "forbidden", message: "forbidden" },
  404: { code: "not_found", message: "not found" },
  405: { code: "method_not_allowed", message: "method not allowed" },
  409: { code: "conflict", message: "already used" },
  410: { code: "gone", message: "no longer valid" },
} as const;

export type RefusalStatus = keyof typeof errors;

/**
 * @param reason what is wrong, for the journal alone: the SDK shows the body of an error to the page
 * @returns a refusal in the vendor's error form
 */
export function refusal(status: RefusalStatus, reason: string): Refusal {
  return new Refusal(reason, () => jsonResponse(errors[status], { status }));
}

/**
 * @param reason why, for the journal
 * @param message what the person may know: the SDK hands it to the page as `PolicyDenied`
 * @returns a refusal in the form in which the cloud's policy says no, which is HTTP 200
 */
export function denial(reason: string, message: string): Refusal {
  return new Refusal(reason, () => jsonResponse({ type: "deny", message }));
}
