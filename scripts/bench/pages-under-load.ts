import { newBindingLink } from "./binding-link.ts";
import { loadOn } from "./load.ts";
import type { Subject } from "./measurement.ts";
import type { ServedApp } from "./served-app.ts";

const ADDRESS = "ada@example.com";
/** Characters of the app's output that a failure shows. */
const MOST_SAID = 2_000;

/** A page of an app. Without a cookie, the visitor is not signed in. */
type Page = { id: string; title: string; path: string; cookie?: string };

/** @returns the page of an app without anything */
export function barePage(app: ServedApp, seconds: number): Subject[] {
  return subjectsOf(app, [{ id: "bare", title: "a bare page", path: "/" }], seconds);
}

/** @returns what the starter serves */
export async function starterPages(app: ServedApp, seconds: number): Promise<Subject[]> {
  const browser = app.newBrowser();
  await browser.enter(ADDRESS);
  const cookie = browser.cookieLine();
  const pages = [
    { id: "open", title: "the page without a session", path: "/bench/open" },
    { id: "protected", title: "the protected page", path: "/bench/protected", cookie },
    { id: "home", title: "`/` signed out", path: "/" },
    { id: "home-signed-in", title: "`/` signed in", path: "/", cookie },
    { id: "account", title: "`/account`", path: "/account", cookie },
    { id: "session", title: "`/api/auth/session`", path: "/api/auth/session", cookie },
    { id: "health", title: "`/api/health`", path: "/api/health" },
  ];
  return subjectsOf(app, pages, seconds);
}

/** @returns a page of plain Auth.js with and without a session */
export async function authJsPages(app: ServedApp, seconds: number): Promise<Subject[]> {
  const browser = app.newBrowser();
  await browser.bind(await newBindingLink(app.emulator));
  await browser.signIn();
  // Its session cookie has another name than that of the starter.
  const cookie = browser.allCookies();
  const pages = [
    { id: "open-auth-js", title: "the page without a session, plain Auth.js", path: "/open" },
    {
      id: "protected-auth-js",
      title: "the protected page, plain Auth.js",
      path: "/account",
      cookie,
    },
  ];
  return subjectsOf(app, pages, seconds);
}

function subjectsOf({ origin, said }: ServedApp, pages: Page[], seconds: number): Subject[] {
  return pages.map(({ id, title, path, cookie }) => {
    const load = { url: `${origin}${path}`, seconds, ...(cookie && { cookie }) };
    const once = () =>
      loadOn(load).catch((error: Error) => {
        throw new Error(`${error.message}\n${said().slice(-MOST_SAID)}`);
      });
    return { id, title, unit: "requests/s", once };
  });
}
