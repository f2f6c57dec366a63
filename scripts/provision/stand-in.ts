const PREFIX = "id-of-the-";

/** @returns the id of an object that a plan has not made */
export function standIn(words: string): string {
  return `${PREFIX}${words.replaceAll(" ", "-")}`;
}

/** @returns whether an id belongs to an object that a plan has not made */
export function isStandIn(id: string | null): boolean {
  return id?.startsWith(PREFIX) ?? false;
}
