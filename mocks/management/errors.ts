import { HttpResponse } from "msw";
import { Refusal } from "../refusal.ts";

/** One field that is wrong, in the vendor's form. */
export type FieldViolation = { field: string; description: string };

function refusal(status: number, body: Record<string, unknown>, reason: string): Refusal {
  return new Refusal(reason, () => HttpResponse.json(body, { status }));
}

export function invalidRequest(reason: string): Refusal {
  return refusal(400, { code: "bad_request", message: "invalid request" }, reason);
}

export function invalidParameters(violations: FieldViolation[]): Refusal {
  const details = [{ type: "FieldViolations", field_violations: violations }];
  const named = violations.map(({ field, description }) => `${field}: ${description}`).join("; ");
  return refusal(400, { code: "bad_request", message: "invalid parameters", details }, named);
}

export function unauthorized(reason: string): Refusal {
  return refusal(401, { code: "unauthorized", message: "unauthorized" }, reason);
}

export function forbidden(reason: string): Refusal {
  return refusal(403, { code: "forbidden", message: "forbidden" }, reason);
}

export function notFound(resource: string, id: string): Refusal {
  const message = `${words(resource)} not found`;
  const details = [{ type: "ResourceInfo", resource_type: resource, id, description: message }];
  return refusal(404, { code: "not_found", message, details }, `There is no ${resource} ${id}.`);
}

/** The recorded answer of the live API names the identity that holds the name. */
export function usernameTaken(existingId: string): Refusal {
  const details = [
    {
      type: "ResourceInfo",
      resource_type: "Identity",
      id: existingId,
      description: "duplicate username",
    },
  ];
  return refusal(
    409,
    { code: "conflict", message: "username already exists", details },
    "The username is taken by another identity of this realm.",
  );
}

export function conflict(message: string): Refusal {
  return refusal(409, { code: "conflict", message }, `${message}.`);
}

export function missingEmailAddress(identityId: string): Refusal {
  const message = "Identity missing email address";
  const details = [
    { type: "ResourceInfo", resource_type: "Identity", id: identityId, description: message },
  ];
  return refusal(
    422,
    { code: "unprocessable_entity", message, details },
    "An EMAIL job needs an identity with a primary_email_address.",
  );
}

/** `CredentialBindingJob` in a message is `credential binding job`. */
function words(resource: string): string {
  return resource.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();
}
