import type { Identity } from "../cloud/model.ts";
import { demand } from "../cloud/refusal.ts";
import { invalidParameters } from "./refusals.ts";

const COMPARISON =
  /^\s*(traits\.username|username|traits\.primary_email_address)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i;

/**
 * Parses the one comparison that Beyond Identity documents, `traits.username eq "..."`, and two similar ones.
 *
 * @param filter SCIM (RFC 7644 section 3.4.2.2), whose strings are JSON strings. An empty filter matches all.
 * @returns a function that tells whether an identity matches, regardless of case
 * @throws Refusal 400 for any other filter, because ignoring it would return the wrong identities
 */
export function identityFilter(filter: string): (identity: Identity) => boolean {
  if (filter === "") return () => true;
  const [, attribute = "", literal = ""] = COMPARISON.exec(filter) ?? [];
  const value = jsonString(literal);
  demand(value !== undefined, () =>
    invalidParameters([{ field: "filter", description: "invalid filter" }]),
  );
  const byEmail = attribute.toLowerCase().endsWith("primary_email_address");
  return ({ traits }) => {
    const actual = byEmail ? traits.primary_email_address : traits.username;
    return actual?.toLowerCase() === value.toLowerCase();
  };
}

function jsonString(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
