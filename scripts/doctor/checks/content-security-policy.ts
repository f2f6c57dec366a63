import { type Check, fail, pass } from "../check.ts";
import type { Environment } from "../environment.ts";
import { ofThisApp } from "./of-this-app.ts";

const PROXY_CSP =
  "Have the proxy pass the app's Content-Security-Policy on and add none of its own. Restart the app after a change of the issuer.";

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
