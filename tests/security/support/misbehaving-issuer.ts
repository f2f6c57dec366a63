import { HttpResponse, http } from "msw";
import { vi } from "vitest";
import { applicationPath, seed } from "../../../mocks/cloud/seed.ts";
import { misbehaviourNamed } from "../../../mocks/oidc/misbehaviours/catalogue.ts";
import type { Browser } from "../../support/in-process/browser.ts";
import { APP_ORIGIN } from "../../support/in-process/cloud.ts";
import { AUTH_ORIGIN } from "../../support/in-process/emulated-cloud.ts";
import { ago, allSessions, changeSessions, emptyTables } from "../../support/in-process/rows.ts";

export const BACKEND = "https://backend.example";

/** A backend that needs an access token. */
export const backend = http.get(`${BACKEND}/me`, () => HttpResponse.json({}));

/** Longer than the app waits between two fetches of an issuer's keys. */
const LATER_MS = 3_000;

/** How the app takes one misbehaviour. */
type Outcome = {
  /** Where the browser ends, or what the app's route for the backend answers. */
  ends: string;
  /** Whether a session holds what the issuer sent. */
  isAccepted: boolean;
  /** The reasons in the log, as `event: reason`. */
  log: string[];
};

/** Signs in with an issuer that misbehaves from the moment when it matters. */
export async function signInWith(browser: Browser, misbehave: string): Promise<Outcome> {
  await emptyTables();
  const { authorize, refreshedIdToken } = misbehaviourNamed(misbehave) ?? {};
  if (refreshedIdToken) return refreshing(browser, misbehave);
  return authorize ? returningMisled(browser, misbehave) : returning(browser, misbehave);
}

/** Starts a sign-in with an issuer that misbehaves. */
export async function startWith(browser: Browser, misbehave: string): Promise<Outcome> {
  await plant(misbehave);
  return observed(async () => pathOf(await browser.start()));
}

/** Only the app's own calls meet the misbehaviour, after the user has signed in at the issuer. */
async function returning(browser: Browser, misbehave: string): Promise<Outcome> {
  const callback = await browser.answer(await browser.start());
  await plant(misbehave);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + LATER_MS });
  try {
    return await observed(async () => pathOf(await browser.open(callback)));
  } finally {
    vi.useRealTimers();
  }
}

async function returningMisled(browser: Browser, misbehave: string): Promise<Outcome> {
  await plant(misbehave);
  const authorization = await browser.start();
  const response = await fetch(authorization, { redirect: "manual" });
  const location = response.headers.get("location");
  if (location === null) {
    const page = await response.text();
    return observed(() => submitForm(browser, page));
  }
  const isCallback = new URL(location).pathname.startsWith("/api/auth/callback/");
  const callback = isCallback ? new URL(location) : await browser.answer(authorization);
  return observed(async () => pathOf(await browser.open(callback)));
}

/** Submits the form of a page of the issuer, as a browser does. */
async function submitForm(browser: Browser, page: string): Promise<string> {
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? "";
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)];
  const body = new URLSearchParams(fields.map(([, name = "", value = ""]) => [name, value]));
  const headers = { origin: AUTH_ORIGIN, accept: "text/html" };
  const path = action.replace(APP_ORIGIN, "");
  const response = await browser.send("POST", path, { headers, body });
  return `${response.status} ${response.headers.get("refresh")?.replace("0; url=", "")}`;
}

async function refreshing(browser: Browser, misbehave: string): Promise<Outcome> {
  await browser.signIn();
  await changeSessions({ accessTokenExpiresAt: ago(1_000) });
  const before = await sealedTokens();
  await plant(misbehave);
  const outcome = await observed(async () => {
    const response = await browser.send("GET", "/api/backend/me");
    const { code } = await response.json();
    return code === undefined ? "/account" : `${response.status} ${code}`;
  });
  return { ...outcome, isAccepted: (await sealedTokens()) !== before };
}

async function sealedTokens(): Promise<string | null | undefined> {
  return (await allSessions())[0]?.tokens;
}

/** Plants a misbehaviour of the starter's application through the emulator's own door. */
async function plant(misbehave: string): Promise<void> {
  const match = { path: applicationPath(seed.realm.id, seed.webApplication.id) };
  const body = JSON.stringify({ match, misbehave });
  const response = await fetch(`${AUTH_ORIGIN}/_emulator/faults`, { method: "POST", body });
  if (response.status !== 201) throw new Error(await response.text());
}

async function observed(act: () => Promise<string>): Promise<Outcome> {
  const info = vi.spyOn(console, "info");
  const ends = await act();
  const lines = info.mock.calls.map(([line]) => JSON.parse(String(line)));
  return { ends, isAccepted: (await allSessions()).length > 0, log: lines.flatMap(reasonIn) };
}

/** A line with `more` counts what an earlier test repeated in the minute before. */
function reasonIn({ event, reason, code, more }: Partial<Record<string, string>>): string[] {
  const why = reason ?? code;
  return why === undefined || more !== undefined ? [] : [`${event}: ${why}`];
}

function pathOf({ pathname, search }: URL): string {
  return `${pathname}${search}`;
}
