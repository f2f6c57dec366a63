import type { Identity } from "../cloud/model.ts";
import { demand, type Refusal } from "../cloud/refusal.ts";
import type { Application } from "./applications.ts";
import { tokenRefusal } from "./token-responses.ts";

/** @returns the refusal of the token endpoint when an identity has no subject for the application. */
export function noSubject(reason: string): Refusal {
  return tokenRefusal("invalid_grant", reason);
}

/**
 * @param refusal makes the refusal from the reason, when the identity lacks the field
 * @returns who an identity is to an application: its id, or the field of it that the application names
 */
export function subjectOf(
  { subjectField }: Application,
  { id, traits }: Identity,
  refusal: (reason: string) => Refusal,
): string {
  const subjects = {
    id,
    email: traits.primary_email_address,
    username: traits.username,
    external_id: traits.external_id,
  };
  const subject = subjects[subjectField];
  demand(typeof subject === "string" && subject !== "", () =>
    refusal(`the identity has no ${subjectField}, which is the subject of this application`),
  );
  return subject;
}
