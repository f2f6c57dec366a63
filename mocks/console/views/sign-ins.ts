import { html } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { View } from "../parts/frame.ts";
import { card, unseen } from "../parts/parts.ts";
import { storyList } from "./story-list.ts";
import { KINDS } from "./story-words.ts";

/** `GET /sign-ins?kind=`: sign-ins, and everything else that is told as a story. */
export function signIns({ emulator, url }: Exchange): View {
  const stories = emulator.journal.stories();
  const wanted = url.searchParams.get("kind") ?? "sign_in";
  const [kind, title] = KINDS.find(([name]) => name === wanted) ?? ["sign_in", "Sign-ins"];
  const tabs = KINDS.map(([name, label]) => {
    const count = stories.filter((story) => story.kind === name).length;
    const here = name === kind ? html` aria-current="true"` : [];
    return html`<li><a href="/sign-ins?kind=${name}"${here}>${label} <span>${count}${unseen("stories")}</span></a></li>`;
  });
  const own = stories.filter((story) => story.kind === kind);
  return {
    title: "Sign-ins",
    lead: "Requests that belong together, told in the words of Beyond Identity's event log.",
    body: html`<nav aria-label="Kinds"><ul class="tabs">${tabs}</ul></nav>${card(title, storyList(emulator, own, kind))}`,
  };
}
