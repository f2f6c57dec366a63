import { differenceOf } from "../address-difference.ts";
import { type Check, fail, pass, unmade } from "../check.ts";
import { redirectUriOf } from "../cloud/cloud.ts";
import { changeApplication } from "../repairs.ts";
import { EXTERNAL_PROTOCOL, UNREACHABLE } from "./words.ts";

export const redirectUri: Check = {
  id: "redirect-uri",
  title: "The redirect URI of this app is registered",
  why: "Beyond Identity shows an error page instead of starting a sign-in.",
  needs: ["auth-url", "client-id"],
  async run({ environment, cloud }) {
    const wanted = redirectUriOf(environment);
    const start = await cloud.signIn();
    if (start.kind === "unreachable")
      return unmade(`authorization endpoint: ${start.problem}`, UNREACHABLE);
    if (start.kind !== "refused") return pass(wanted);
    const application = await cloud.application();
    const next = `Add ${wanted} to the redirect URIs in ${EXTERNAL_PROTOCOL}.`;
    if (application.kind !== "found") {
      const saw = `the authorization endpoint refuses ${wanted} (${start.status}), so it is probably not registered`;
      return fail(saw, next);
    }
    const registered = application.value.protocol_config.redirect_uris;
    return fail(
      differenceOf(wanted, registered),
      next,
      changeApplication(cloud, `add the redirect URI ${wanted}`, ({ redirect_uris }) => ({
        redirect_uris: [...redirect_uris, wanted],
      })),
    );
  },
};
