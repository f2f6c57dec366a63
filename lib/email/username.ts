/** The vendor's limit for `traits.username` and `display_name` (OpenAPI 1.7.0, schema Identity). */
export const USERNAME_MAX_LENGTH = 64;

const FORBIDDEN_CHARACTERS = /[{}[\]<>;:?\\/|*^%$#=~`!]/g;

/**
 * @returns the characters of a username that Beyond Identity rejects, each once, in order of appearance. Some of them
 * are legal in email addresses.
 */
export function forbiddenCharacters(username: string): string[] {
  return [...new Set(username.match(FORBIDDEN_CHARACTERS) ?? [])];
}
