import { isLoopback } from "@/lib/env/cloud-guard";
import { type Check, fail, pass } from "../check.ts";

export const authUrl: Check = {
  id: "auth-url",
  title: "AUTH_URL is the origin where users reach the app",
  why: "The redirect URI, the cookies and the passkeys all depend on this address.",
  needs: [],
  reads: ["AUTH_URL"],
  run({ environment: { appUrl, problems, variables } }) {
    if (appUrl?.protocol === "http:" && !isLoopback(appUrl)) {
      return fail(
        `${appUrl.origin} is plain http on a public host`,
        `Serve the app over https and set AUTH_URL to https://${appUrl.host}.`,
      );
    }
    const problem = problems.find(({ variable }) => variable === "AUTH_URL")?.problem;
    if (problem !== undefined || !appUrl) {
      return fail(
        `${addressOf(variables.AUTH_URL)} ${problem ?? "is not an http(s) address"}`,
        "Set AUTH_URL to scheme, host and port alone, such as https://app.example.com.",
      );
    }
    return pass(appUrl.origin);
  },
};

/** An address without a user name and a password, which a mistyped one may have. */
function addressOf(text = ""): string {
  if (!URL.canParse(text)) return "AUTH_URL";
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname === "/" ? "" : pathname}`;
}
