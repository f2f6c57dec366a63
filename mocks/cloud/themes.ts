import type { Emulator } from "./emulator.ts";
import { findRealm } from "./lookup.ts";
import type { Theme } from "./world.ts";

/** @returns the theme of a realm, if it has one of its own. */
export function themeOf({ store }: Emulator, realmId: string): Theme | undefined {
  return store.state.world.themes.find(({ realm_id }) => realm_id === realmId);
}

/** @returns the theme of a realm that has none of its own. */
export function defaultTheme(emulator: Emulator, realmId: string): Theme {
  const realm = findRealm(emulator, realmId);
  const since = realm?.create_time ?? new Date(0).toISOString();
  return {
    ...{ id: "00000000-0000-4000-8000-000000000000", realm_id: realmId },
    email_realm_name: realm?.display_name ?? "Beyond Identity",
    ...{ logo_url_light: "", logo_url_dark: "", support_url: "" },
    ...{ button_color: "#4673D3", button_text_color: "#FFFFFF" },
    ...{ create_time: since, update_time: since },
  };
}
