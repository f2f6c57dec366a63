import { isDeepStrictEqual } from "node:util";
import { THEME } from "../../cloud/resources.ts";
import type { Theme } from "../../cloud/schemas.ts";
import type { Options } from "../options.ts";
import type { Session } from "../session.ts";

/**
 * Finds the theme of the realm, or makes it, and gives it what was asked for. A realm has one theme at most.
 *
 * @param madeId of the theme that a run before has made in this realm: the cloud may not show it as the active one
 */
export async function ensureTheme(
  session: Session,
  realmId: string,
  { theme }: Options,
  madeId: string | undefined,
): Promise<void> {
  if (!theme) return;
  const { name, logoUrl, supportUrl } = theme;
  const [current] = await session.list(THEME, realmId, madeId);
  const wanted = {
    email_realm_name: name,
    ...(logoUrl !== null && logos(current, logoUrl)),
    ...(supportUrl !== null && { support_url: supportUrl }),
  };
  if (!current) {
    await session.create({ resource: THEME, realmId, name, fields: wanted });
    return;
  }
  if (isDeepStrictEqual(current, { ...current, ...wanted })) {
    return session.keep(THEME, realmId, current);
  }
  await session.update({ resource: THEME, realmId, name, current, fields: wanted });
}

/** A logo that somebody has chosen for dark mode stays. */
function logos(current: Theme | undefined, logoUrl: string) {
  const { logo_url_light: light, logo_url_dark: dark } = current ?? {};
  const isChosen = dark && dark !== light;
  return { logo_url_light: logoUrl, ...(isChosen ? {} : { logo_url_dark: logoUrl }) };
}
