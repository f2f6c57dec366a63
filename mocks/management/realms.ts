import { z } from "zod";
import { timestamp } from "../cloud/clock.ts";
import { filledText, nameText } from "../cloud/identity-fields.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { hexId } from "../cloud/store.ts";
import type { Realm } from "../cloud/world.ts";
import { conflict } from "./refusals.ts";
import type { Resource } from "./resource.ts";

const fields = z.object({
  display_name: nameText,
  classification: filledText.default("SECURE_CUSTOMER"),
});

/** Realms, which have different names and can only be deleted when nothing is in them. */
export const realms: Resource<Realm, z.infer<typeof fields>> = {
  ...{ type: "Realm", name: "realm", list: "realms", path: "/realms" },
  pages: { usual: 20, most: 200 },
  known: ["id", "tenant_id", "display_name", "classification", "create_time", "update_time"],
  fields,
  items: (world) => world.realms,
  create(exchange, wanted) {
    demandFreeName(exchange, wanted.display_name);
    const now = timestamp(exchange.emulator.clock);
    return { id: hexId(), ...wanted, create_time: now, update_time: now };
  },
  update(exchange, realm, wanted) {
    demandFreeName(exchange, wanted.display_name, realm);
    Object.assign(realm, wanted, { update_time: timestamp(exchange.emulator.clock) });
  },
  remove(exchange, realm) {
    const child = childOf(exchange, realm);
    demand(child === undefined, () =>
      conflict(child?.type ?? "Realm", child?.id ?? "", "realm has children"),
    );
    const { world } = exchange.emulator.store.state;
    world.themes = world.themes.filter(({ realm_id }) => realm_id !== realm.id);
  },
};

function demandFreeName({ emulator }: Exchange, name: string, own?: Realm): void {
  const owner = emulator.store.state.world.realms.find(
    ({ display_name }) => display_name.toLowerCase() === name.toLowerCase(),
  );
  demand(owner === undefined || owner === own, () =>
    conflict("Realm", owner?.id ?? "", "realm name already exists", "duplicate display name"),
  );
}

function childOf({ emulator }: Exchange, { id }: Realm) {
  const { world, identities } = emulator.store.state;
  const inRealm = ({ realm_id }: { realm_id: string }) => realm_id === id;
  return [
    ...world.applications
      .filter(inRealm)
      .map((item) => ({ type: "Application" as const, ...item })),
    ...world.authenticator_configs
      .filter(inRealm)
      .map((item) => ({ type: "AuthenticatorConfig" as const, ...item })),
    ...world.resource_servers
      .filter(inRealm)
      .map((item) => ({ type: "ResourceServer" as const, ...item })),
    ...world.groups.filter(inRealm).map((item) => ({ type: "Group" as const, ...item })),
    ...identities
      .filter(({ realmId }) => realmId === id)
      .map((item) => ({ type: "Identity" as const, ...item })),
  ][0];
}
