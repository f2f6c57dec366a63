import { z } from "zod";
import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";
import { ask, jsonOf, outage } from "../cloud/ask.ts";

const documentSchema = z.object({ issuer: z.string() });

export const otherProvider: Check = {
  id: "other-provider",
  title: "AUTH_OIDC_ISSUER is the exact issuer of the other provider",
  why: "Its button on the sign-in page leads to an error. A slash at the end counts.",
  needs: [],
  reads: ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"],
  async run({ environment: { variables }, send }) {
    const { AUTH_OIDC_ISSUER: issuer } = variables;
    if (issuer === undefined) return inapplicable("no other provider is configured");
    if (!URL.canParse(issuer)) return inapplicable("see env-values");
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const answer = await ask(send, url);
    const down = outage(answer);
    if (answer.status === null || down !== null) {
      return unmade(
        `${new URL(issuer).origin}: ${down}`,
        "Check your network, or AUTH_OIDC_ISSUER.",
      );
    }
    const published = documentSchema.safeParse(jsonOf(answer)).data?.issuer;
    if (published === undefined) {
      return fail(
        `${url} is no discovery document (${answer.status})`,
        "Correct AUTH_OIDC_ISSUER.",
      );
    }
    return published === issuer
      ? pass(issuer)
      : fail(`its discovery document names ${published}`, `Set AUTH_OIDC_ISSUER to ${published}.`);
  },
};
