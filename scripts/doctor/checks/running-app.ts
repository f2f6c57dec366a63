import { z } from "zod";
import { authCookieNames } from "@/lib/auth/cookies/cookie-names";
import { type Check, type Finding, fail, inapplicable, pass, unmade, warn } from "../check.ts";
import { type Answered, jsonOf, outage } from "../cloud/ask.ts";
import { redirectUriOf } from "../cloud/cloud.ts";
import type { Environment } from "../environment.ts";
import type { Subject } from "../subject.ts";

const healthSchema = z.object({ status: z.literal("ok") });

export const appAnswers: Check = {
  id: "app-answers",
  title: "This app answers at AUTH_URL, without a redirect",
  why: "When the address leads elsewhere, users lose their cookies on the way and sign-ins do not end.",
  needs: ["auth-url"],
  async run({ environment: { appUrl }, app }) {
    const answer = await app.get("/api/health");
    if (answer.status === null) {
      return inapplicable(`${NOT_RUNNING} (${answer.problem}). Start it to check what users reach`);
    }
    const location = answer.headers.get("location");
    if (location !== null) {
      const target = new URL(location, appUrl ?? undefined).origin;
      return fail(
        `${appUrl?.origin} redirects to ${target}`,
        `Set AUTH_URL to ${target} and register that address with Beyond Identity, or stop the redirect.`,
      );
    }
    return healthSchema.safeParse(jsonOf(answer)).success
      ? pass(`it runs at ${appUrl?.origin}`)
      : warn(
          `something else answers at ${appUrl?.origin} (${answer.status})`,
          "Stop the other program, correct AUTH_URL, or correct the proxy's target.",
        );
  },
};

const NOT_RUNNING = "the app does not run at AUTH_URL";

const providersSchema = z.object({ beyondidentity: z.object({ callbackUrl: z.string() }) });

export const appAddress: Check = {
  id: "app-address",
  title: "The running app has the AUTH_URL of this environment",
  why: "It sends another redirect URI than the one that is registered.",
  needs: ["app-answers"],
  run: (subject) =>
    ofThisApp(subject, "/api/auth/providers", (answer) => {
      const wanted = redirectUriOf(subject.environment);
      const seen = providersSchema.safeParse(jsonOf(answer)).data?.beyondidentity.callbackUrl;
      if (seen === undefined) return inapplicable("the running app does not show its address");
      return seen === wanted
        ? pass(wanted)
        : fail(`its redirect URI is ${seen}`, "Restart the app with this environment.");
    }),
};

export const cookies: Check = {
  id: "cookies",
  title: "The app's cookies arrive with their names and flags",
  why: "Browsers drop a changed cookie, or other sites can read or set it.",
  needs: ["app-answers"],
  run: (subject) =>
    ofThisApp(subject, "/api/auth/csrf", ({ headers }) => {
      const origin = subject.environment.appUrl?.origin ?? "";
      const name = authCookieNames(origin).csrfToken;
      const line = headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`));
      if (!line) return fail(`no cookie ${name} arrives`, PROXY_COOKIES);
      const wrong = wrongFlag(line, origin.startsWith("https:"));
      return wrong ? fail(`the cookie ${name} ${wrong}`, PROXY_COOKIES) : pass(name);
    }),
};

const PROXY_COOKIES =
  "Have the proxy pass Set-Cookie headers on as they are (no cookie path, domain or flag rules).";

/** @returns what a proxy changed (RFC 6265bis), or null */
function wrongFlag(line: string, isSecure: boolean): string | null {
  const flags = line
    .split(";")
    .slice(1)
    .map((flag) => flag.trim().toLowerCase());
  const needed = ["httponly", "samesite=lax", "path=/", ...(isSecure ? ["secure"] : [])];
  const lost = needed.find((flag) => !flags.includes(flag));
  if (lost) return `has no ${lost}`;
  return flags.some((flag) => flag.startsWith("domain=")) ? "has a domain" : null;
}

export const contentSecurityPolicy: Check = {
  id: "content-security-policy",
  title: "The pages may talk to Beyond Identity, and to no one else",
  why: "The browser blocks the SDK or the sign-in, or any injected script may run.",
  needs: ["app-answers", "issuer-discovery"],
  run: (subject) =>
    ofThisApp(subject, "/bind", ({ headers }) => {
      const policy = headers.get("content-security-policy");
      if (policy === null) return fail("no Content-Security-Policy arrives", PROXY_CSP);
      const blocked = blockedBy(policy, subject.environment);
      return blocked ? fail(blocked, PROXY_CSP) : pass("it allows the issuer's host");
    }),
};

const PROXY_CSP =
  "Have the proxy pass the app's Content-Security-Policy on and add none of its own. Restart the app after a change of the issuer.";

/** A header that appears twice is joined by a comma, and both policies count. */
function blockedBy(policy: string, { issuer, mode }: Environment): string | null {
  const origin = issuer && new URL(issuer).origin;
  const directive = mode === "hosted" ? "form-action" : "connect-src";
  const sources = policy.split(",").map((one) => sourcesOf(one, directive));
  const isBlocked = sources.some((list) => list !== null && !list.includes(`${origin}`));
  return isBlocked || sources.every((list) => list === null)
    ? `${directive} does not contain ${origin}`
    : null;
}

function sourcesOf(policy: string, directive: string): string[] | null {
  const own = policy.split(";").map((part) => part.trim().split(/\s+/));
  const find = (name: string) => own.find(([first]) => first === name)?.slice(1) ?? null;
  return find(directive) ?? (directive === "connect-src" ? find("default-src") : null);
}

/** Examines the answer at a path, once it is known that this app runs there. */
async function ofThisApp({ app }: Subject, path: string, examine: (answer: Answered) => Finding) {
  const health = await app.get("/api/health");
  const isApp = health.status !== null && healthSchema.safeParse(jsonOf(health)).success;
  if (!isApp) return inapplicable(NOT_RUNNING);
  const answer = await app.get(path);
  if (answer.status === null) return unmade(`${path}: ${answer.problem}`, "Run the doctor again.");
  const down = outage(answer);
  return down === null ? examine(answer) : fail(`${path}: ${down}`, "Read the app's log.");
}
