import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import { findApplication } from "../../cloud/lookup.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { Story } from "../../cloud/stories.ts";
import type { View } from "../parts/frame.ts";
import { badge, card, facts } from "../parts/parts.ts";
import { duration, exactTime } from "../parts/times.ts";
import { storyTitle } from "./story-list.ts";
import { KINDS, standing } from "./story-words.ts";
import { timeline } from "./timeline.ts";

/** `GET /sign-ins/{id}`: one story as a timeline. */
export function story({ emulator }: Exchange, id: string): View | undefined {
  const stories = emulator.journal.stories();
  const found = stories.find((candidate) => candidate.id === id);
  if (!found) return undefined;
  const { words, tone } = standing(found);
  const later = stories.filter(({ follows }) => follows === id);
  const label = KINDS.find(([kind]) => kind === found.kind)?.[1] ?? "Sign-ins";
  return {
    title: storyTitle(emulator, found),
    mark: badge(tone, words),
    back: { href: `/sign-ins?kind=${found.kind}`, label },
    ...(found.reason ? { lead: html`Refused: ${found.reason}.` } : {}),
    body: html`${card("Summary", summary(emulator, found, later))}${card("Timeline", timeline(found))}`,
  };
}

function summary(emulator: Emulator, told: Story, later: Story[]): Html {
  const { person, identity_id: id } = told;
  const app = findApplication(emulator, told.application_id);
  return facts([
    ["Identity", id ? html`<a href="/identities/${id}">${person ?? id}</a>` : person],
    ["Application", app && html`<a href="/applications/${app.id}">${app.display_name}</a>`],
    ["Began", exactTime(told.started_at)],
    ["Duration", duration(told.duration_ms)],
    ["Correlation id", told.correlation_id && html`<code>${told.correlation_id}</code>`],
    ["Sign-in", told.follows && html`<a href="/sign-ins/${told.follows}">Show the sign-in</a>`],
    ["Refreshes", later.length > 0 ? html`${later.map(linkTo)}` : undefined],
  ]);
}

function linkTo(told: Story): Html {
  return html`<a href="/sign-ins/${told.id}">${standing(told).words} at ${told.started_at.slice(11, 19)}</a> `;
}
