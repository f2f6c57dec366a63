import type { Options } from "./options.ts";
import type { ChecklistItem } from "./report.ts";

/** @returns what no API can set, and where it is. Outside the console it is the environment file. */
export function checklistFor({
  appOrigin,
  envFile,
  name,
  resourceServer,
}: Options): ChecklistItem[] {
  const application = `Console: Applications > ${name}`;
  const scopes = resourceServer?.scopes.join(" ") ?? "";
  return [
    {
      what: "Enable refresh tokens with rotation, if users call your backend for longer than an access token lives. `npm run doctor` says whether the cloud issues them",
      where: `${application} > External Protocol > Refresh tokens`,
    },
    {
      what: "Check that the policy lets new users add a passkey and sign in. Create an account in the app: it shows",
      where: "Console: Policy",
    },
    {
      what: "Set the subject and the look of the mails. Create an account in the app: the mail shows them",
      where: "Console: Branding > Email",
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
            what: `Set BACKEND_URL to your backend${scopes && `, and BACKEND_SCOPES to "${scopes}"`}`,
            where: envFile,
          },
        ]
      : []),
  ];
}
