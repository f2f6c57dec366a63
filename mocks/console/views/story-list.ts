import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html } from "../../cloud/html.ts";
import { findApplication } from "../../cloud/lookup.ts";
import type { Story } from "../../cloud/stories.ts";
import type { StoryKind } from "../../cloud/story-events.ts";
import { icon } from "../parts/icons.ts";
import { badge, counted, empty } from "../parts/parts.ts";
import { ago, duration } from "../parts/times.ts";
import { KIND_NAMES, standing } from "./story-words.ts";

const NONE: Record<StoryKind, [string, string]> = {
  sign_in: ["No sign-ins yet.", "Sign in to the app, and each step appears here."],
  binding: ["No new passkeys yet.", "Open a binding link from the inbox and create a passkey."],
  refresh: ["No refreshes yet.", "The app refreshes its tokens when they are about to expire."],
  machine_token: [
    "No machine clients yet.",
    "The app gets a management token with its first call.",
  ],
  token_use: ["No other tokens yet.", "Introspections and calls of unknown tokens appear here."],
};

/** @returns stories of one kind as a list of links, each named after whom it is about. */
export function storyList(emulator: Emulator, stories: Story[], kind: StoryKind): Html {
  if (stories.length === 0) return empty("sign-in", ...NONE[kind]);
  return html`<ul class="rows">${stories.map((story) => row(emulator, story, storyTitle(emulator, story)))}</ul>`;
}

/** @returns stories of one user or application as a list of links, each named after its kind. */
export function storiesByKind(emulator: Emulator, stories: Story[]): Html {
  if (stories.length === 0)
    return empty("sign-in", "Nothing yet.", "Use the app, and see it here.");
  return html`<ul class="rows">${stories.map((story) => row(emulator, story, KIND_NAMES[story.kind]))}</ul>`;
}

/** @returns who or what a story is about. */
export function storyTitle(emulator: Emulator, { person, application_id, kind }: Story): string {
  if (person) return person;
  const name = findApplication(emulator, application_id)?.display_name;
  return (kind === "machine_token" && name) || "Unknown user";
}

function row(emulator: Emulator, story: Story, title: string): Html {
  const { words, tone, icon: name } = standing(story);
  const app = findApplication(emulator, story.application_id)?.display_name;
  const steps = `${counted(story.events.length, "event")}, ${duration(story.duration_ms)}`;
  return html`<li id="row-${story.id}"><div class="row"><span class="disc ${tone}">${icon(name)}</span>
<div class="what"><h3><a href="/sign-ins/${story.id}">${title}</a></h3>
<p>${app ? `${app} · ` : ""}${steps}</p>
${story.reason ? html`<p class="reason">${story.reason}</p>` : []}</div>
<div class="end">${badge(tone, words)}${ago(emulator.clock, story.updated_at)}</div></div></li>`;
}
