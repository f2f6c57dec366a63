import { z } from "zod";
import { emailAddress, nameText } from "../cloud/identity-fields.ts";

const type = z.literal("traits_v0", { error: "not traits_v0" });
const status = z.enum(["active", "suspended"], { error: "neither active nor suspended" });
const traits = z
  .object({ type, username: nameText, primary_email_address: emailAddress.optional() })
  .catchall(z.string());

/** Body of `POST .../identities`. Read-only fields are ignored. */
export const createIdentitySchema = z.object({
  identity: z.object({ display_name: nameText, status: status.default("active"), traits }),
});

/**
 * Body of `PATCH .../identities/{id}`: a field that is left out keeps its value, but traits always include their type.
 */
export const updateIdentitySchema = z.object({
  identity: z.object({
    display_name: nameText.optional(),
    status: status.optional(),
    traits: traits.partial({ username: true }).optional(),
  }),
});
