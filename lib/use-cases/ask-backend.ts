import "server-only";
import { type FailureCode, failureCodeOf } from "@/lib/failure";
import { limitedJson } from "@/lib/limited-body";
import { fetchBackend } from "@/lib/use-cases/fetch-backend";

/** What the backend said, or why it could not be asked. */
export type BackendAnswer = { status: number; text: string } | { failure: FailureCode | "offline" };

/**
 * Asks the backend who it takes the signed-in person for.
 *
 * @returns its JSON, indented; nothing where it answered with something else
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
