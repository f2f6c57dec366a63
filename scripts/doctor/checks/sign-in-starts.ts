import { type Check, fail, pass } from "../check.ts";

/** The last question about signing in, for what no other check explains. */
export const signInStarts: Check = {
  id: "sign-in-starts",
  title: "Beyond Identity starts a sign-in of this app",
  why: "Users press the button and come back with an error.",
  needs: ["redirect-uri", "grant-type", "pkce", "authenticator-type"],
  async run({ cloud }) {
    const start = await cloud.signIn();
    if (start.kind === "page")
      return pass(`users go on to ${start.page.origin}${start.page.pathname}`);
    const saw = start.kind === "error" ? start.error : start.kind;
    return fail(
      `the authorization endpoint answers ${saw}`,
      "Look for AUTHORIZE_REQUEST in the console's event log, which tells the reason.",
    );
  },
};
