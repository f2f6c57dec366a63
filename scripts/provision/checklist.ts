import type { Options } from "./options.ts";
import type { ChecklistItem } from "./report.ts";

/**
 * What no API can set, and where it is. The places are those of the vendor's documentation: external protocol settings of
 * an application, "Edit Policy", "Brand your app".
 *
 * Source: developer.beyondidentity.com/docs (gobeyondidentity/developer-docs)
 */
export function checklistFor({
  appOrigin,
  envFile,
  name,
  resourceServer,
  theme,
}: Options): ChecklistItem[] {
  const scopes = resourceServer?.scopes.join(" ") ?? "";
  return [
    {
      what: "Enable refresh tokens, with rotation, if users call your backend for longer than an access token lives. Proof: npm run doctor -- --only refresh-tokens",
      where: `Console: Apps > ${name} > External Protocol > Refresh Token Configuration`,
    },
    {
      what: "Check that the policy allows users to add a passkey and to sign in. Proof: create an account in the app",
      where: "Console: Policy > Edit Policy",
    },
    {
      what: theme
        ? "Check that the theme is the active one, and set the subjects of the mails. Proof: the mail for a new account"
        : "Set the organization name, the logo and the subjects of the mails. Proof: the mail for a new account",
      where: "Console: Customization > Branding > Edit branding",
    },
    ...(appOrigin.startsWith("https:")
      ? [
          {
            what: "Set TRUSTED_PROXIES to the number of proxies in front of the app",
            where: envFile,
          },
        ]
      : []),
    ...(resourceServer
      ? [
          {
            what: `Set BACKEND_URL to your backend${scopes && ` and BACKEND_SCOPES to "${scopes}"`}`,
            where: envFile,
          },
        ]
      : []),
  ];
}
