import { type Html, html, htmlResponse } from "../cloud/html.ts";
import type { Exchange } from "../cloud/route.ts";
import { clockSection, faultsSection, resetSection } from "./page-controls.ts";
import { identitiesSection, passkeysSection } from "./page-identities.ts";
import { inboxSection } from "./page-inbox.ts";
import { requestsSection } from "./page-requests.ts";
import { pageScript } from "./page-script.ts";
import { settingsSection } from "./page-settings.ts";
import { pageStyle } from "./page-style.ts";

/** `GET /?to=`: the page that shows what the emulated cloud has received and stores. */
export function page({ emulator, url }: Exchange): Response {
  const to = url.searchParams.get("to") ?? "";
  const body = html`${header(emulator.origins.app)}
<main>
${inboxSection(emulator, to)}
${requestsSection(emulator)}
${identitiesSection(emulator)}
${passkeysSection(emulator)}
${faultsSection(emulator)}
${clockSection(emulator)}
${settingsSection(emulator)}
${resetSection()}
</main>`;
  return htmlResponse(200, {
    title: "Beyond Identity emulator",
    style: pageStyle,
    body,
    script: pageScript,
  });
}

function header(app: string): Html {
  const places = ["Inbox", "Requests", "Identities", "Passkeys", "Faults", "Clock", "Settings"];
  const links = places.map((name) => html`<a href="#${name.toLowerCase()}">${name}</a>`);
  return html`<header>
<h1>Beyond Identity emulator</h1>
<p>A stand-in for the cloud of <a href="${app}">${app}</a>.</p>
<nav aria-label="On this page">${links}</nav>
</header>`;
}
