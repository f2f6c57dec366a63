"use server";

import { inAction } from "@/lib/http/in-action";
import { askBackend, type BackendAnswer } from "@/lib/use-cases/ask-backend";

/** Calls the backend on behalf of the signed-in user. */
export async function callBackendAction(_previous: BackendAnswer | null): Promise<BackendAnswer> {
  return inAction(askBackend);
}
