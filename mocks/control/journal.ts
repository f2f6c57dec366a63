import type { JournalEntry } from "../cloud/journal.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { controlJson, controlRefusal } from "./control-route.ts";

/** `GET /_emulator/requests`: the journal, newest first, without headers and bodies */
export function listRequests({ emulator }: Exchange): SentResponse {
  return controlJson({ requests: emulator.journal.entries().map(withoutMessages) });
}

/** `GET /_emulator/requests/{id}`: one request with its headers and bodies, secrets masked */
export function showRequest({ emulator, params }: Exchange): SentResponse {
  const entry = emulator.journal.entries().find(({ id }) => id === params.requestId);
  demand(entry, () => controlRefusal(404, "No request has this id."));
  return controlJson(entry);
}

function withoutMessages({ request: _, response: __, ...entry }: JournalEntry) {
  return entry;
}
