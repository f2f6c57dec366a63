import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import type { Story, StoryEvent } from "../cloud/stories.ts";
import { controlJson, controlRefusal } from "./control-route.ts";

/** `GET /_emulator/stories?kind=`: requests that belong together, the most recent story first */
export function listStories({ emulator, query }: Exchange): SentResponse {
  const kind = query.get("kind");
  const stories = emulator.journal
    .stories()
    .filter((story) => kind === null || story.kind === kind);
  return controlJson({ stories });
}

/** `GET /_emulator/stories/{id}` */
export function showStory({ emulator, params }: Exchange): SentResponse {
  const story = emulator.journal.stories().find(({ id }) => id === params.storyId);
  demand(story, () => controlRefusal(404, "No story has this id."));
  return controlJson(story);
}

/** `GET /_emulator/events?correlation_id=&type=`: the events of all stories, newest first */
export function listEvents({ emulator, query }: Exchange): SentResponse {
  const [correlationId, type] = [query.get("correlation_id"), query.get("type")];
  const events = emulator.journal
    .stories()
    .flatMap(eventsOf)
    .filter((event) => correlationId === null || event.correlation_id === correlationId)
    .filter((event) => type === null || event.type === type)
    .toSorted((one, other) => numberOf(other) - numberOf(one));
  return controlJson({ events });
}

function eventsOf({ id, events }: Story) {
  return events.map((event) => ({ ...event, story: id }));
}

function numberOf({ id }: StoryEvent): number {
  return Number(id.slice("event-".length));
}
