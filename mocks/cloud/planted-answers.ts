import { STATUS_CODES } from "node:http";
import type { PlantedFault } from "./faults.ts";
import type { SentRequest } from "./sent-request.ts";
import { BROKEN, jsonResponse, SentResponse } from "./sent-response.ts";

/** Words an error with a status as one endpoint does. */
export type Dialect = (status: number, request: SentRequest) => SentResponse;

/**
 * The errors of the management API and of the SDK's endpoints. The vendor's codes are the names of the HTTP statuses in
 * snake case.
 */
export const vendorDialect: Dialect = (status) => {
  const name = (STATUS_CODES[status] ?? STATUS_CODES[familyOf(status)] ?? "").toLowerCase();
  const code = name.replace(/[^a-z]+/g, "_");
  return jsonResponse({ code, message: status === 400 ? "invalid request" : name }, { status });
};

/** A client treats an unknown status as the first of its class (RFC 9110 section 15). */
function familyOf(status: number): number {
  return status >= 500 ? 500 : 400;
}

/** @returns whether a fault replaces the response of the endpoint. */
export function decidesAnswer(fault: PlantedFault): boolean {
  return fault.status !== undefined || fault.drop === true || fault.malformed === true;
}

/** @returns the response that a fault sends instead of the endpoint's, and the reason for the journal. */
export function plantedAnswer(
  fault: PlantedFault,
  dialect: Dialect,
  request: SentRequest,
): { response: SentResponse; reason: string } {
  return {
    response: plantedResponse(fault, dialect, request),
    reason: `Planted fault ${fault.id}.`,
  };
}

function plantedResponse(
  fault: PlantedFault,
  dialect: Dialect,
  request: SentRequest,
): SentResponse {
  if (fault.drop) return BROKEN;
  if (fault.malformed || fault.status === undefined) {
    const headers = { "content-type": "application/json" };
    return new SentResponse("<html>nonsense", { headers });
  }
  const response = dialect(fault.status, request);
  if (fault.retry_after !== undefined) {
    response.headers.set("retry-after", String(fault.retry_after));
  }
  return response;
}
