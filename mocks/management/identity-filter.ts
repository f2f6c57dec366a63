import type { Identity } from "../model.ts";
import { demand } from "../refusal.ts";
import { invalidParameters } from "./errors.ts";

const EQUALS = /^([\w.]+) eq ("(?:[^"\\]|\\.)*")$/i;

/** The vendor's texts differ in the name; all three forms are taken. */
const FIELDS: Record<string, (identity: Identity) => string | undefined> = {
  "traits.username": ({ traits }) => traits.username,
  username: ({ traits }) => traits.username,
  "traits.primary_email_address": ({ traits }) => traits.primary_email_address,
};

/**
 * @param filter SCIM filter (RFC 7644 section 3.4.2.2) of the one form `FIELD eq "VALUE"`, or null for all
 * @returns a test for identities; case does not matter
 * @throws Refusal 400
 */
export function identityFilter(filter: string | null): (identity: Identity) => boolean {
  if (filter === null) return () => true;
  const [, field = "", quoted = ""] = EQUALS.exec(filter.trim()) ?? [];
  const read = FIELDS[field];
  demand(read, () => invalidParameters([{ field: "filter", description: "invalid filter" }]));
  const wanted = unquoted(quoted).toLowerCase();
  return (identity) => read(identity)?.toLowerCase() === wanted;
}

/** A SCIM string is a JSON string. */
function unquoted(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    throw invalidParameters([{ field: "filter", description: "invalid filter" }]);
  }
}
