import type { StoryKind, Subject, Told, ToldEvent } from "./story-events.ts";
import { storyOutcome } from "./story-outcome.ts";

/** An event within its story. */
export type StoryEvent = ToldEvent & {
  id: string;
  /** By the emulator's clock. */
  at: string;
  /** Real time since the story began, whatever the emulator's clock does. */
  elapsed_ms: number;
  /** The request in the journal. */
  request_id: string;
  correlation_id?: string | undefined;
};

/** The requests of one sign-in, one passkey, one refresh or one machine client, joined. */
export type Story = Omit<Subject, "kind"> & {
  id: string;
  kind: StoryKind;
  outcome: "pending" | "succeeded" | "refused";
  reason?: string | undefined;
  /** The story of the sign-in that a refresh comes after. */
  follows?: string | undefined;
  started_at: string;
  updated_at: string;
  duration_ms: number;
  events: StoryEvent[];
};

/** The request that tells something. */
type Teller = {
  id: string;
  at: string;
  duration_ms: number;
  correlation_id?: string | undefined;
};

/** The last stories, joined from what requests tell. */
export type Stories = {
  /** @returns the id of the story that the request belongs to, if it tells anything */
  record(told: Told, teller: Teller): string | undefined;
  /** The most recent first. */
  entries(): Story[];
  clear(): void;
};

const STORIES_KEPT = 200;
const EVENTS_KEPT = 60;

/** @returns an empty book of the last 200 stories with up to 60 events each. */
export function createStories(): Stories {
  let stories: Story[] = [];
  let storyOf = new Map<string, Story>();
  const ownKeys = new WeakMap<Story, Set<string>>();
  const beginnings = new WeakMap<Story, number>();
  const count = { stories: 0, events: 0 };

  function begin({ subject, events }: Told, { at }: Teller): Story {
    count.stories += 1;
    const story: Story = {
      id: `story-${count.stories}`,
      kind: subject.kind ?? kindOf(events),
      ...{ outcome: "pending", started_at: at, updated_at: at, duration_ms: 0, events: [] },
    };
    beginnings.set(story, performance.now());
    ownKeys.set(story, new Set());
    return story;
  }

  function forgetOldest(): void {
    for (const forgotten of stories.splice(STORIES_KEPT)) {
      for (const key of ownKeys.get(forgotten) ?? []) {
        if (storyOf.get(key) === forgotten) storyOf.delete(key);
      }
    }
  }

  return {
    record(told, teller) {
      if (told.events.length === 0) return undefined;
      const known = told.keys.flatMap((key) => storyOf.get(key) ?? [])[0];
      const story = known ?? begin(told, teller);
      const elapsed_ms = Math.round(performance.now() - (beginnings.get(story) ?? 0));
      const followed = told.follows === undefined ? undefined : storyOf.get(told.follows);
      describe(story, told.subject);
      story.follows ??= followed?.id;
      story.person ??= followed?.person;
      const { id: request_id, at, correlation_id } = teller;
      for (const event of told.events) {
        count.events += 1;
        const place = {
          id: `event-${count.events}`,
          at,
          elapsed_ms,
          request_id,
          correlation_id: story.correlation_id ?? correlation_id,
        };
        story.events.push(Object.assign(place, event));
      }
      if (story.events.length > EVENTS_KEPT) story.events = story.events.slice(-EVENTS_KEPT);
      const duration_ms = Math.max(elapsed_ms, teller.duration_ms);
      Object.assign(story, { updated_at: at, duration_ms }, storyOutcome(story));
      if (stories[0] !== story) stories = [story, ...stories.filter((other) => other !== story)];
      for (const key of told.keys) {
        storyOf.set(key, story);
        ownKeys.get(story)?.add(key);
      }
      forgetOldest();
      return story.id;
    },
    entries: () => stories,
    clear() {
      stories = [];
      storyOf = new Map();
    },
  };
}

function describe(story: Story, { kind: _, ...subject }: Subject): void {
  for (const [name, value] of Object.entries(subject)) {
    if (value !== undefined) Reflect.set(story, name, value);
  }
}

function kindOf(events: ToldEvent[]): StoryKind {
  const types = events.map(({ type }) => type);
  if (types.some((type) => type === "BindingJob" || type === "CredentialChange")) return "binding";
  return types.every((type) => type === "UserinfoRead" || type === "TokenOperation")
    ? "token_use"
    : "sign_in";
}
