/**
 * What openid-client accepts without the app around it, although the app refuses it. `docs/exit.md` lists these names, so
 * that a client of openid-client knows what is left to check.
 */
export const ACCEPTED_ALONE: string[] = [];

/** What it refuses only with `enableNonRepudiationChecks`, which verifies the signature of the id token. */
export const NEEDS_SIGNATURE_CHECK: string[] = [];

/** What it refuses with that check, although the app accepts it. */
export const REFUSED_NEEDLESSLY: string[] = [];
