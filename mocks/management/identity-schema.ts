import { z } from "zod";
import { filledText } from "./body.ts";
import { emailAddress } from "./email-address.ts";

/** Beyond Identity's rule for display names and usernames: 1 to 64 characters, none of these among them. */
export const name = filledText
  .max(64, "longer than 64 characters")
  .regex(/^[^{}[\]<>;:?\\/|*^%$#=~`!]*$/, "forbidden character");

const type = z.literal("traits_v0", { error: "not traits_v0" });
const status = z.enum(["active", "suspended"], { error: "neither active nor suspended" });
const traits = z
  .object({ type, username: name, primary_email_address: emailAddress.optional() })
  .catchall(z.string());

/** Body of `POST .../identities`; read-only fields are ignored. */
export const createIdentitySchema = z.object({
  identity: z.object({ display_name: name, status: status.default("active"), traits }),
});

/** Body of `PATCH .../identities/{id}`: what is left out stays as it is, but traits always say their type. */
export const updateIdentitySchema = z.object({
  identity: z.object({
    display_name: name.optional(),
    status: status.optional(),
    traits: traits.partial({ username: true }).optional(),
  }),
});
