import { randomUUID } from "node:crypto";
import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import type { Emulator } from "../cloud/emulator.ts";
import type { Endpoint } from "../cloud/endpoint.ts";
import { demand } from "../cloud/refusal.ts";
import { jsonResponse } from "../cloud/sent-response.ts";
import { defaultTheme, themeOf } from "../cloud/themes.ts";
import { type Theme, themeFields } from "../cloud/world.ts";
import { operation } from "./operation.ts";
import { conflict } from "./refusals.ts";
import { type Resource, resourceView } from "./resource.ts";

const fields = z.object(themeFields);

/** Themes, of which a realm has one at most. */
export const themes: Resource<Theme, z.infer<typeof fields>> = {
  ...{ type: "Theme", name: "theme", list: "themes", path: "/themes" },
  only: ["create", "get", "update"],
  pages: { usual: 20, most: 200 },
  invalid: "Bad Request",
  fields,
  items: (world) => world.themes,
  create({ emulator, params }, wanted) {
    const { realmId = "" } = params;
    const existing = themeOf(emulator, realmId);
    demand(existing === undefined, () =>
      conflict("Theme", existing?.id ?? "", "theme already exists for this realm"),
    );
    const now = timestamp(emulator.clock);
    return {
      ...{ id: randomUUID(), realm_id: realmId, ...wanted },
      ...{ create_time: now, update_time: now },
    };
  },
  update: ({ emulator }, theme, wanted) =>
    Object.assign(theme, wanted, { update_time: timestamp(emulator.clock) }),
  remove: () => undefined,
};

/** @returns the operation that shows the theme of a realm, or the default one. */
export function activeThemeHandler(emulator: Emulator): Endpoint {
  return operation(emulator, "get", "/themes/active", "themes:read", (exchange) => {
    const { realmId = "" } = exchange.params;
    const theme = themeOf(emulator, realmId) ?? defaultTheme(emulator, realmId);
    return jsonResponse(resourceView(exchange, themes, theme));
  });
}
