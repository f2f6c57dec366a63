import type { Emulator } from "../../cloud/emulator.ts";
import { type Html, html, htmlResponse } from "../../cloud/html.ts";
import type { Exchange } from "../../cloud/route.ts";
import type { SentResponse } from "../../cloud/sent-response.ts";
import { type IconName, icon } from "./icons.ts";
import { unseen } from "./parts.ts";
import { saidText } from "./said.ts";
import { consoleScript } from "./script.ts";
import { styleBase } from "./style-base.ts";
import { styleLayout } from "./style-layout.ts";
import { styleParts } from "./style-parts.ts";

/** What one view shows. */
export type View = {
  title: string;
  /** A sentence about the view, below its title. */
  lead?: Html | string;
  body: Html | Html[];
  /** The list that an item belongs to. */
  back?: { href: string; label: string };
  /** Beside the title. */
  mark?: Html;
  status?: number;
};

type Place = {
  href: string;
  label: string;
  icon: IconName;
  count?: (emulator: Emulator) => number;
};

/** The views, in the order of the navigation. */
const PLACES: Place[] = [
  { href: "/", label: "Overview", icon: "home" },
  { href: "/inbox", label: "Inbox", icon: "mail" },
  { href: "/sign-ins", label: "Sign-ins", icon: "sign-in" },
  { href: "/identities", label: "Identities", icon: "person" },
  { href: "/applications", label: "Applications", icon: "app" },
  { href: "/requests", label: "Requests", icon: "list" },
  { href: "/faults", label: "Faults", icon: "fault", count: ({ faults }) => faults.list().length },
  { href: "/clock", label: "Clock", icon: "clock" },
  { href: "/snapshots", label: "Snapshots", icon: "snapshot" },
  { href: "/settings", label: "Settings", icon: "settings" },
];

/** @returns a view in the frame of the emulator's page. */
export function framed({ emulator, url }: Exchange, view: View): SentResponse {
  const body = html`<a class="skip button" href="#main">Skip to content</a>
<div class="shell" id="page"><!--page-->
${sidebar(emulator, url.pathname)}
<main id="main" tabindex="-1">
<div class="head">${backLink(view)}<div class="line"><h1>${view.title}</h1>${view.mark ?? []}</div>
${view.lead ? html`<p class="lead">${view.lead}</p>` : []}</div>
${view.body}
</main>
<!--/page--></div>
<p class="toast" id="said" role="status">${saidText(url.searchParams.get("said"))}</p>
<p class="toast bad" id="offline" role="status"></p>`;
  return htmlResponse(view.status ?? 200, {
    title: view.title === HOME ? HOME : `${view.title} · Emulator`,
    style: styleBase + styleLayout + styleParts,
    body,
    script: consoleScript,
  });
}

/** The title of the first view. */
export const HOME = "Beyond Identity emulator";

function backLink({ back }: View): Html | Html[] {
  return back ? html`<a class="back" href="${back.href}">← ${back.label}</a>` : [];
}

function sidebar(emulator: Emulator, path: string): Html {
  const links = PLACES.map((place) => {
    const isHere = place.href === "/" ? path === "/" : path.startsWith(place.href);
    const here = isHere ? html` aria-current="page"` : [];
    return html`<li><a href="${place.href}"${here}>${icon(place.icon)}${place.label}${countOf(place, emulator)}</a></li>`;
  });
  return html`<header class="side">
<a class="brand" href="/"><span class="mark">${icon("key")}</span>Beyond Identity emulator</a>
<nav aria-label="Views"><ul>${links}</ul></nav>
<p class="foot">Stands in for the cloud of <a href="${emulator.origins.app}">${emulator.origins.app}</a></p>
</header>`;
}

function countOf({ count, label }: Place, emulator: Emulator): Html | Html[] {
  const number = count?.(emulator) ?? 0;
  if (number === 0) return [];
  return html`<span class="count bad">${number}${unseen(`planted ${label.toLowerCase()}`)}</span>`;
}
