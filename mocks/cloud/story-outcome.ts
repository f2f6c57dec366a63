import type { StoryKind, ToldEvent } from "./story-events.ts";

/** The events that decide how each kind of story ends. What happens with its tokens later does not. */
const DECISIVE: Record<StoryKind, ToldEvent["type"][]> = {
  sign_in: ["AUTHORIZE_REQUEST", "AuthenticationTransaction", "TokenRequest"],
  binding: ["BindingJob", "CredentialChange"],
  refresh: ["TokenRequest"],
  machine_token: ["TokenRequest"],
  token_use: ["TokenOperation", "UserinfoRead"],
};

/** @returns how a story stands after its last decisive event. */
export function storyOutcome({ kind, events }: { kind: StoryKind; events: ToldEvent[] }): {
  outcome: "pending" | "succeeded" | "refused";
  reason: string | undefined;
} {
  const last = events.findLast(({ type }) => DECISIVE[kind].includes(type));
  if (!last) return { outcome: "pending", reason: undefined };
  const { reason } = last;
  if (last.outcome === "ERROR" || last.outcome === "COMPLETE:DENY") {
    return { outcome: "refused", reason };
  }
  return { outcome: isEnd(kind, last) ? "succeeded" : "pending", reason };
}

function isEnd(kind: StoryKind, { type, outcome }: ToldEvent): boolean {
  if (kind === "token_use") return true;
  if (kind === "binding") return type === "CredentialChange" || outcome === "DELETE";
  return type === "TokenRequest" && outcome === "ACCEPTED";
}
