import { SentResponse } from "../../cloud/sent-response.ts";
import { controlRefusal } from "../../control/control-route.ts";

/** @returns the way back to a view, which says what was done. */
export function done(path: string, said: string): SentResponse {
  const location = `${path}?said=${said}`;
  return new SentResponse("", { status: 303, headers: { location } });
}

/** @returns the refusal of a form that no view has. */
export function unknownForm() {
  return controlRefusal(404, "The page has no such button, or what it is about is gone.");
}
