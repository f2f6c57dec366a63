import { REALM } from "../cloud/resources.ts";
import type { Connection } from "./connect.ts";
import type { Io } from "./io.ts";
import { appOriginOf, DEFAULTS, type Options } from "./options.ts";

/** @returns the options, with the user's answers for the flags that were not written. Without a terminal nothing is asked. */
export async function askForOptions(
  { prompts }: Io,
  { client, token }: Connection,
  options: Options,
): Promise<Options> {
  const isOpen = (flag: string) => !options.given.includes(flag);
  if (!prompts || options.yes || options.dryRun) return options;
  const appOrigin = isOpen("app-url")
    ? appOriginOf(await prompts.text("Where do users reach the app?", DEFAULTS["app-url"]))
    : options.appOrigin;
  const authenticator = isOpen("authenticator")
    ? await prompts.choose("Where do users sign in?", [
        { value: "embedded", label: "On the app's own pages (embedded)" },
        { value: "hosted", label: "On Beyond Identity's page (hosted)" },
      ])
    : options.authenticator;
  if (!isOpen("realm")) return { ...options, appOrigin, authenticator };
  const realms = await client.list({
    ...{ operation: "list the realms", path: `/${REALM.path}`, name: REALM.list },
    item: REALM.schema,
  });
  const others = realms.filter(
    ({ id, display_name: name }) => id !== token.adminRealmId && name !== DEFAULTS.realm,
  );
  if (others.length === 0) return { ...options, appOrigin, authenticator };
  const isThere = realms.some(({ display_name: name }) => name === DEFAULTS.realm);
  const realm = await prompts.choose("In which realm are the users?", [
    {
      value: DEFAULTS.realm as string,
      label: `${DEFAULTS.realm}${isThere ? "" : " (will be made)"}`,
    },
    ...others.map(({ id, display_name: name }) => ({ value: id, label: `${name} (${id})` })),
  ]);
  return { ...options, appOrigin, authenticator, realm };
}
