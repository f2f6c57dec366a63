import { type Check, fail, inapplicable, pass, unmade } from "../check.ts";

export const realm: Check = {
  id: "realm",
  title: "BEYOND_IDENTITY_REALM_ID is the realm of the issuer, and exists",
  why: "The app creates its users in this realm. In another one they cannot sign in.",
  needs: ["api-token"],
  reads: ["BEYOND_IDENTITY_REALM_ID"],
  async run({ environment: { variables, issuerPath, mode }, cloud }) {
    if (mode === "hosted") return inapplicable("Hosted Web takes the realm from the issuer");
    const own = variables.BEYOND_IDENTITY_REALM_ID;
    if (issuerPath && own !== issuerPath.realmId) {
      return fail(
        `BEYOND_IDENTITY_REALM_ID is ${own}, and the issuer is of realm ${issuerPath.realmId}`,
        `Set BEYOND_IDENTITY_REALM_ID to ${issuerPath.realmId}, or copy the issuer of the right realm.`,
      );
    }
    const reading = await cloud.realm();
    switch (reading.kind) {
      case "found":
        return pass(`"${reading.value.display_name}"`);
      case "absent":
        return fail(`the tenant has no realm ${own}`, "Copy the realm's id from the console.");
      case "unknown":
        return inapplicable(reading.why);
      case "failed":
        return unmade(reading.error.message, "Run the doctor again.");
    }
  },
};
