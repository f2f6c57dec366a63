import { differenceOf } from "../address-difference.ts";
import { type Check, fail, inapplicable, pass } from "../check.ts";
import { changeAuthenticator } from "../repairs.ts";
import { CONFIG_TAB, OF_THE_CLOUD } from "./words.ts";

export const invokeUrl: Check = {
  id: "invoke-url",
  title: "The invoke URL is the address of this app",
  why: "Sign-ins and links for new passkeys lead to another address than this app.",
  needs: ["authenticator-type", "auth-url"],
  async run({ environment: { appUrl, mode }, cloud }) {
    if (mode === "hosted") return inapplicable(OF_THE_CLOUD);
    const config = await cloud.authenticatorConfig();
    const start = config.kind === "found" ? null : await cloud.signIn();
    const page = start?.kind === "page" ? start.page : null;
    const seen =
      config.kind === "found"
        ? (config.value.config.invoke_url ?? "")
        : page && `${page.origin}${page.pathname.replace(/\/bi-authenticate$/, "")}`;
    if (seen === null)
      return inapplicable("no sign-in starts that would show it, see redirect-uri");
    const wanted = appUrl?.origin ?? "";
    if (seen.replace(/\/$/, "") === wanted) return pass(wanted);
    return fail(
      differenceOf(wanted, [seen]),
      `Set the Invoke URL to ${wanted} in ${CONFIG_TAB}.`,
      changeAuthenticator(cloud, `set the invoke URL to ${wanted}`, () => ({ invoke_url: wanted })),
    );
  },
};
