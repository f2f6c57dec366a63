import { z } from "zod";
import { CloudError } from "./cloud-error.ts";

const errorBody = z.object({
  message: z.string().optional(),
  details: z.array(z.looseObject({ id: z.string().optional() })).optional(),
});

/**
 * @param operation in words, such as `list the realms`
 * @param scope that it needs
 * @returns the error for a response that is no success
 */
export async function refused(
  operation: string,
  scope: string,
  response: Response,
): Promise<CloudError> {
  const body = errorBody.safeParse(await response.json().catch(() => undefined)).data;
  const conflictingId = body?.details?.find(({ id }) => id !== undefined)?.id;
  const could = `Beyond Identity did not ${operation}`;
  switch (response.status) {
    case 401:
      return new CloudError("unauthorized", `${could}: it does not accept the token.`);
    case 403:
      return new CloudError(
        "forbidden",
        `${could}: the token may not do that. It needs the scope ${scope}.`,
      );
    case 404:
      return new CloudError("not_found", `${could}: it does not exist.`);
    case 409:
      return new CloudError("conflict", `${could}: another object is in the way.`, conflictingId);
    case 429:
      return new CloudError("rate_limited", `${could}: too many requests. Wait a minute.`);
    default:
      return response.status < 500
        ? new CloudError("rejected", `${could}: it refused the request (${response.status}).`)
        : new CloudError("failing", `${could}: it has trouble of its own (${response.status}).`);
  }
}
