import { demand } from "../cloud/refusal.ts";
import { invalidParameters } from "./refusals.ts";

const COMPARISON = /^\s*([\w.]+)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i;

/** What an attribute of a filter reads of an item. */
export type Attributes<Item> = Record<string, (item: Item) => string | undefined>;

/**
 * Parses one comparison, such as `traits.username eq "ada"`.
 *
 * @param filter SCIM (RFC 7644 section 3.4.2.2), whose strings are JSON strings. An empty filter matches all.
 * @returns a function that tells whether an item matches, regardless of case
 * @throws Refusal 400 for any other filter, because ignoring it would return the wrong items
 */
export function scimFilter<Item>(
  filter: string,
  attributes: Attributes<Item>,
): (item: Item) => boolean {
  if (filter === "") return () => true;
  const [, name = "", literal = ""] = COMPARISON.exec(filter) ?? [];
  const value = jsonString(literal);
  const read = Object.entries(attributes).find(([own]) => own === name.toLowerCase())?.[1];
  demand(value !== undefined && read, () =>
    invalidParameters([{ field: "filter", description: "invalid filter" }]),
  );
  return (item) => read(item)?.toLowerCase() === value.toLowerCase();
}

function jsonString(literal: string): string | undefined {
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}
