import { AsyncLocalStorage } from "node:async_hooks";
import type { Redacted } from "./redacted.ts";
import type { EventType, Outcome, Subject, Told, ToldEvent } from "./story-events.ts";

type Draft = Omit<ToldEvent, "outcome" | "checks"> & {
  outcome: Outcome | undefined;
  checks: string[];
};

/** How a request ended. */
export type Ending = {
  reason?: string | undefined;
  fault?: string | undefined;
  error?: string | undefined;
  /** The `type` of a response to the SDK, such as `deny`. */
  answer?: string | undefined;
};

/** What the rules of one request tell about it. */
export class Trace {
  private readonly drafts: Draft[] = [];
  private readonly keys = new Set<string>();
  private readonly subject: Subject = {};
  private follows: string | undefined;

  begin(type: EventType, outcome?: Outcome, detail?: string): void {
    this.drafts.push({ type, outcome, detail, checks: [], shown: {} });
  }

  /** Puts an event before the current one, to which a refusal belongs. */
  insert(type: EventType, outcome: Outcome, detail: string): void {
    const at = Math.max(this.drafts.length - 1, 0);
    this.drafts.splice(at, 0, { type, outcome, detail, checks: [], shown: {} });
  }

  end(outcome: Outcome, detail?: string): void {
    const draft = this.drafts.at(-1);
    if (draft) Object.assign(draft, { outcome, detail: detail ?? draft.detail });
  }

  check(name: string): void {
    this.drafts.at(-1)?.checks.push(name);
  }

  show(name: string, content: Redacted): void {
    const draft = this.drafts.at(-1);
    if (draft) draft.shown[name] = content;
  }

  about(subject: Subject, key?: string): void {
    Object.assign(this.subject, subject);
    if (key) this.keys.add(key);
  }

  follow(key: string): void {
    this.follows = key;
  }

  /** @returns the events in their order. A refusal ends the last one, and its last check is the one that failed. */
  told(ending: Ending): Told {
    const last = this.drafts.length - 1;
    const events = this.drafts.map((draft, index): ToldEvent => {
      const isRefused = index === last && ending.reason !== undefined;
      const told: ToldEvent = {
        type: draft.type,
        outcome: isRefused ? refusedOutcome(draft, ending) : (draft.outcome ?? "ACCEPTED"),
        detail: draft.detail,
        checks: draft.checks.map((name, place) => ({
          name,
          passed: !isRefused || place < draft.checks.length - 1,
        })),
        shown: draft.shown,
      };
      if (isRefused) Object.assign(told, { error: ending.error, reason: ending.reason });
      if (index === last) told.fault = ending.fault;
      return told;
    });
    return {
      events: [...events, ...denied(events.at(-1))],
      keys: [...this.keys],
      ...{ follows: this.follows, subject: this.subject },
    };
  }
}

const running = new AsyncLocalStorage<Trace>();

/** Runs the handling of a request, in which the functions below reach the trace, as OpenTelemetry's context does. */
export function traced<T>(trace: Trace, act: () => T): T {
  return running.run(trace, act);
}

/** Begins an event. Without an outcome it is ACCEPTED, or ERROR when the request is refused before the next one. */
export function traceEvent(type: EventType, outcome?: Outcome, detail?: string): void {
  running.getStore()?.begin(type, outcome, detail);
}

/** Tells what happened beside the current event, such as a grant that a replay revoked. */
export function traceAside(type: EventType, outcome: Outcome, detail: string): void {
  running.getStore()?.insert(type, outcome, detail);
}

/** Ends the current event. */
export function traceOutcome(outcome: Outcome, detail?: string): void {
  running.getStore()?.end(outcome, detail);
}

/** Names the rule that is applied next. It counts as passed when another one follows or the request succeeds. */
export function traceCheck(name: string): void {
  running.getStore()?.check(name);
}

/** Keeps a decoded token, challenge or assertion with the current event. */
export function traceShown(name: string, content: Redacted): void {
  running.getStore()?.show(name, content);
}

/** Says whom the request is about. The key joins it to other requests, and is never shown. */
export function traceSubject(subject: Subject, key?: string): void {
  running.getStore()?.about(subject, key);
}

/** Says after which other requests this one comes, without being one with them. */
export function traceFollows(key: string): void {
  running.getStore()?.follow(key);
}

function refusedOutcome({ type, outcome }: Draft, { answer }: Ending): Outcome {
  if (type === "PolicyEvaluation") return "DENY";
  if (type !== "AuthenticationTransaction") return "ERROR";
  if (answer === "deny") return "COMPLETE:DENY";
  return answer === "continue" ? (outcome ?? "SUSPEND") : "ERROR";
}

function denied(last: ToldEvent | undefined): ToldEvent[] {
  if (last?.type !== "PolicyEvaluation" || last.outcome !== "DENY") return [];
  const { reason } = last;
  const type = "AuthenticationTransaction";
  return [{ type, outcome: "COMPLETE:DENY", reason, checks: [], shown: {} }];
}
