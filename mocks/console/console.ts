import { html } from "../cloud/html.ts";
import type { Exchange } from "../cloud/route.ts";
import type { SentResponse } from "../cloud/sent-response.ts";
import { framed, type View } from "./parts/frame.ts";
import { empty } from "./parts/parts.ts";
import { application } from "./views/application.ts";
import { applications } from "./views/applications.ts";
import { clock } from "./views/clock.ts";
import { faults } from "./views/faults.ts";
import { identities } from "./views/identities.ts";
import { identity } from "./views/identity.ts";
import { inbox } from "./views/inbox.ts";
import { overview } from "./views/overview.ts";
import { request } from "./views/request.ts";
import { requests } from "./views/requests.ts";
import { settings } from "./views/settings.ts";
import { signIns } from "./views/sign-ins.ts";
import { snapshots } from "./views/snapshots.ts";
import { story } from "./views/story.ts";

const VIEWS: Partial<Record<string, (exchange: Exchange) => View>> = {
  ...{ "": overview, inbox, "sign-ins": signIns, identities, applications, requests },
  ...{ faults, clock, snapshots, settings },
};
const ITEMS: Partial<Record<string, (exchange: Exchange, id: string) => View | undefined>> = {
  ...{ "sign-ins": story, identities: identity, applications: application, requests: request },
};

/**
 * Answers `GET /`, `/{view}` and `/{view}/{item}` with a page.
 *
 * @param view the name of the view, which is empty for the first
 */
export function consolePage(exchange: Exchange, view: string): SentResponse {
  const { item } = exchange.params;
  const shown = item === undefined ? VIEWS[view]?.(exchange) : ITEMS[view]?.(exchange, item);
  return framed(exchange, shown ?? missing(view));
}

function missing(view: string): View {
  const next = html`<a href="/${view}">Show the list</a>`;
  return {
    title: "Not found",
    status: 404,
    body: empty("list", "The emulator does not have this any more.", next),
  };
}
