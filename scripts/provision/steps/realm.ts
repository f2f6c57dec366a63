import type { ManagementToken } from "../../cloud/management-token.ts";
import { REALM } from "../../cloud/resources.ts";
import type { Realm } from "../../cloud/schemas.ts";
import { findNamed } from "../find.ts";
import { requireFor } from "../provision-error.ts";
import type { Session } from "../session.ts";

const ID = /^[0-9a-f]{16}$/i;

/**
 * Finds the realm of the users by its id or its name, or makes it.
 *
 * @throws ProvisionError `unknown_realm` for an id that no realm has, `admin_realm` for the administrators' own
 */
export async function ensureRealm(
  session: Session,
  { adminRealmId }: ManagementToken,
  wanted: string,
): Promise<Realm> {
  const realm = findRealm(await session.list(REALM, null), wanted);
  if (realm) {
    requireFor(
      realm.id !== adminRealmId,
      "admin_realm",
      () =>
        `"${realm.display_name}" is the realm of your administrators. Choose another one with --realm.`,
    );
    session.keep(REALM, null, realm);
    return realm;
  }
  return session.create({
    ...{ resource: REALM, realmId: null, name: wanted },
    fields: { display_name: wanted, classification: "SECURE_CUSTOMER" },
  });
}

/**
 * @returns the realm with this id, or else with this name, or undefined when one of this name can be made
 * @throws ProvisionError `unknown_realm`, `ambiguous`
 */
function findRealm(realms: Realm[], wanted: string): Realm | undefined {
  const byId = realms.find(({ id }) => id === wanted);
  if (byId) return byId;
  const named = findNamed(realms, wanted, { words: "realm", way: "Choose one with --realm ID." });
  requireFor(
    named || !ID.test(wanted),
    "unknown_realm",
    () =>
      `There is no realm with the id ${wanted}. --realm takes the id of an existing realm, or a name.`,
  );
  return named;
}
