import { type Html, html } from "../../cloud/html.ts";

/** Line icons on a 24 unit grid. All are decoration: the words beside them say the same. */
const PATHS = {
  key: `<circle cx="8.5" cy="9.5" r="4.5"/><path d="m11.8 12.8 7.7 7.7m-3.2-3.2 2.6-2.6"/>`,
  home: `<path d="m4 11 8-7 8 7v8a1 1 0 0 1-1 1h-4v-6H9v6H5a1 1 0 0 1-1-1z"/>`,
  mail: `<rect x="3" y="5.5" width="18" height="13" rx="2.5"/><path d="m4 8 6.6 4.7a2.4 2.4 0 0 0 2.8 0L20 8"/>`,
  "sign-in": `<path d="M14 4h4a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-4M4 12h11m-4-4 4 4-4 4"/>`,
  person: `<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5a7.5 7.5 0 0 1 15 0"/>`,
  app: `<rect x="4" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="4" width="6.5" height="6.5" rx="1.5"/><rect x="4" y="13.5" width="6.5" height="6.5" rx="1.5"/><rect x="13.5" y="13.5" width="6.5" height="6.5" rx="1.5"/>`,
  list: `<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01"/>`,
  fault: `<path d="M13 3 5 14h6l-1 7 8-11h-6z"/>`,
  clock: `<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  snapshot: `<path d="M4 8.5A1.5 1.5 0 0 1 5.5 7h2L9 4.5h6L16.5 7h2A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5z"/><circle cx="12" cy="13" r="3.5"/>`,
  settings: `<path d="M4 7h9m5 0h2M4 17h3m5 0h8"/><circle cx="15.5" cy="7" r="2.5"/><circle cx="9.5" cy="17" r="2.5"/>`,
  check: `<path d="m5.5 12.5 4.3 4.3 8.7-9.3"/>`,
  cross: `<path d="m6.5 6.5 11 11m0-11-11 11"/>`,
  dots: `<path d="M6 12h.01M12 12h.01M18 12h.01"/>`,
};

export type IconName = keyof typeof PATHS;

/** @returns an icon in the colour of the text. */
export function icon(name: IconName): Html {
  return html`<svg class="icon" aria-hidden="true" viewBox="0 0 24 24">${{ html: PATHS[name] }}</svg>`;
}
