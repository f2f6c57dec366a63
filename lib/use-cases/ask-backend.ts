import "server-only";
import { type FailureCode, failureCodeOf } from "@/lib/failure";
import { limitedJson } from "@/lib/limited-body";
import { fetchBackend } from "@/lib/use-cases/fetch-backend";

/** The backend's response, or why the request failed. */
export type BackendAnswer = { status: number; text: string } | { failure: FailureCode | "offline" };

/**
 * Asks the backend which user it recognizes.
 *
 * @returns its JSON, indented, or an empty text when the response is not JSON
 */
export async function askBackend(): Promise<BackendAnswer> {
  try {
    const response = await fetchBackend("/me", { headers: { accept: "application/json" } });
    const body = await limitedJson(response);
    return {
      status: response.status,
      text: body === undefined ? "" : JSON.stringify(body, null, 2),
    };
  } catch (error) {
    return { failure: failureCodeOf(error) };
  }
}
