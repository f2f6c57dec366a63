import { z } from "zod";

/** A text that must not be empty, in the vendor's words. */
export const filledText = z
  .string({ error: ({ input }) => (input === undefined ? "missing" : "not a string") })
  .min(1, "empty string");

/** Beyond Identity's rule for display names and usernames: 1 to 64 characters, none of these among them. */
export const nameText = filledText
  .max(64, "longer than 64 characters")
  .regex(/^[^{}[\]<>;:?\\/|*^%$#=~`!]*$/, "forbidden character");

/** Between dots before the @, as RFC 5322 has it for a mailbox that is not quoted. */
const ATOM = "[\\w!#$%&'*+/=?^`{|}~-]+";
const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";
const ENDING = "(?:[a-z]{2,63}|xn--[a-z\\d-]{0,58}[a-z\\d])";
const ADDRESS = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${ENDING}$`, "i");

/**
 * An email address at a domain name in the DNS, for a trait and for a one-time password. International names are in
 * ASCII.
 */
export const emailAddress = filledText.refine(
  (text) => ADDRESS.test(text) && !/\.localhost$/i.test(text),
  "not an email address",
);
