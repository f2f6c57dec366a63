import { z } from "zod";
import { type Check, fail, inapplicable, pass, warn } from "../check.ts";
import { jsonOf } from "../cloud/ask.ts";
import { redirectUriOf } from "../cloud/cloud.ts";
import { healthSchema, NOT_RUNNING, ofThisApp } from "./of-this-app.ts";

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
