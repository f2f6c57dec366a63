import { Refusal } from "../cloud/refusal.ts";
import { jsonResponse } from "../cloud/sent-response.ts";

export type ResourceType =
  | "Tenant"
  | "Realm"
  | "Application"
  | "ResourceServer"
  | "Group"
  | "Role"
  | "Theme"
  | "Token"
  | "BatchCredentialBindingJob"
  | "Identity"
  | "Credential"
  | "CredentialBindingJob"
  | "AuthenticatorConfig";
type FieldViolation = { field: string; description: string };

/** The body is not a JSON object. */
export function malformedRequest(): Refusal {
  return refuse("the body is not a JSON object", 400, {
    code: "bad_request",
    message: "invalid request",
  });
}

/**
 * A field of the body or the query is invalid.
 *
 * @param message in which the vendor sums the violations up
 */
export function invalidParameters(
  violations: FieldViolation[],
  message = "invalid parameters",
): Refusal {
  const reason = violations.map(({ field, description }) => `${field}: ${description}`).join("; ");
  return refuse(reason, 400, {
    code: "bad_request",
    message,
    details: [{ type: "FieldViolations", field_violations: violations }],
  });
}

/** The bearer token is not valid. */
export function unauthorized(reason: string): Refusal {
  return refuse(reason, 401, { code: "unauthorized", message: "unauthorized" });
}

/** The bearer token does not allow this operation. */
export function forbidden(reason: string): Refusal {
  return refuse(reason, 403, { code: "forbidden", message: "forbidden" });
}

/** The resource belongs to Beyond Identity, whatever the token allows. */
export function managed(resourceType: ResourceType, id: string): Refusal {
  return forbidden(`${resourceType} ${id} is managed by Beyond Identity`);
}

/** A resource that does not exist. */
export class NotFound extends Refusal {
  constructor(
    reason: string,
    message: string,
    private readonly details: unknown[],
  ) {
    const body = { code: "not_found", message, details };
    super(reason, () => jsonResponse(body, { status: 404 }));
  }

  /** The same in the words of the operations that do not say what is missing. */
  inGeneralWords(): Refusal {
    return new NotFound(this.reason, "The requested resource was not found.", this.details);
  }
}

/** @param name of the resource in the vendor's messages, such as `credential binding job` */
export function notFound(resourceType: ResourceType, name: string, id: string): Refusal {
  const message = `${name} not found`;
  return new NotFound(`${message}: ${id}`, message, [resource(resourceType, id, message)]);
}

/** Some of the items of a batch do not exist, so nothing is done. */
export function batchNotFound(resourceType: ResourceType, message: string, ids: string[]): Refusal {
  const errors = [{ Description: message, IDs: ids, ResourceType: resourceType }];
  const description = "errors encountered performing batch operation";
  return refuse(`${message}: ${ids.join(", ")}`, 404, {
    code: "not_found",
    message,
    details: [{ type: "BatchOperationErrors", description, errors }],
  });
}

/** @param id of the resource that causes the conflict */
export function conflict(
  resourceType: ResourceType,
  id: string,
  message: string,
  description = message,
): Refusal {
  return refuse(message, 409, {
    code: "conflict",
    message,
    details: [resource(resourceType, id, description)],
  });
}

/** The request is valid, but not for this identity. */
export function unprocessableIdentity(id: string, message: string): Refusal {
  return refuse(message, 422, {
    code: "unprocessable_entity",
    message,
    details: [resource("Identity", id, message)],
  });
}

/** The queue of a realm has no room for a batch. Its headers count jobs, and not requests in a time. */
export function queueFull(most: number, waiting: number, more: number): Refusal {
  const overage = waiting + more - most;
  const counts = `Maximum: ${most} Current Total: ${waiting} Overage: ${overage}`;
  const message = `Maximum queue sized reached. ${counts}`;
  const headers = { "RateLimit-Limit": `${most}`, "RateLimit-Remaining": `${most - waiting}` };
  return refuse(message, 429, { code: "too_many_requests", message }, headers);
}

function resource(resourceType: ResourceType, id: string, description: string) {
  return { type: "ResourceInfo", resource_type: resourceType, id, description };
}

function refuse(
  reason: string,
  status: number,
  body: { code: string; message: string; details?: unknown[] },
  headers: Record<string, string> = {},
): Refusal {
  return new Refusal(reason, () => jsonResponse(body, { status, headers }));
}
