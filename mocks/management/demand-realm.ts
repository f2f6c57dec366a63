import { findRealm } from "../cloud/lookup.ts";
import { demand } from "../cloud/refusal.ts";
import type { Exchange } from "../cloud/route.ts";
import { notFound } from "./refusals.ts";

/** @throws Refusal 404 when the path names a realm that does not exist */
export function demandRealm({ emulator, params }: Exchange): void {
  demand(!("realmId" in params) || findRealm(emulator, params.realmId), () =>
    notFound("Realm", "realm", params.realmId ?? ""),
  );
}
