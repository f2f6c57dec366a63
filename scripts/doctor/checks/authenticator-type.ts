import { type Check, fail, inapplicable, pass } from "../check.ts";
import { changeAuthenticator } from "../repairs.ts";
import type { Subject } from "../subject.ts";
import { CONFIG_TAB } from "./words.ts";

const EXPECTED = { embedded: "embedded", hosted: "hosted_web" };

export const authenticatorType: Check = {
  id: "authenticator-type",
  title: "The authenticator config is of the type that this environment is for",
  why: "With the embedded SDK users sign in on pages of this app, with Hosted Web on a page of Beyond Identity.",
  needs: ["authenticator-config"],
  async run({ environment, cloud }) {
    const config = await cloud.authenticatorConfig();
    const seen = config.kind === "found" ? config.value.config : await seenByUsers(cloud);
    if (seen === null)
      return inapplicable("no sign-in starts that would show it, see redirect-uri");
    const wanted = EXPECTED[environment.mode];
    if (seen.type !== wanted) {
      const next =
        environment.mode === "hosted"
          ? "Use the values of a Hosted Web application, or set the variables of the embedded SDK too (.env.example)."
          : `Choose an Embedded SDK config in ${CONFIG_TAB}, or leave the variables of the management API out to use Hosted Web.`;
      return fail(`it is ${seen.type}, and this environment is for ${wanted}`, next);
    }
    if (seen.invocation_type === "manual") {
      return fail(
        "its invocation is manual, so the issuer answers with JSON instead of a redirect",
        `Set the invocation to automatic in ${CONFIG_TAB}.`,
        changeAuthenticator(cloud, "set the invocation to automatic", () => ({
          invocation_type: "automatic",
        })),
      );
    }
    return pass(wanted);
  },
};

/** What the start of a sign-in shows of a config that cannot be read. */
async function seenByUsers(cloud: Subject["cloud"]) {
  const document = await cloud.document();
  const start = document ? await cloud.signIn() : null;
  if (start?.kind !== "page") return null;
  const isOfTheCloud = start.page.origin === new URL(document?.issuer ?? "").origin;
  return { type: isOfTheCloud ? "hosted_web" : "embedded", invocation_type: start.invocation };
}
