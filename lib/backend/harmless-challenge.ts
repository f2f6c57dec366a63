/**
 * Schemes that only scripts use. For any other scheme a browser may ask the user for a password, in the name of this
 * site.
 */
const ALLOWED_SCHEMES = ["bearer", "token", "dpop"];

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const PARTS = new RegExp(`(?:${QUOTED}|[^",])+`, "g");
/** A part that starts a challenge: a scheme alone, or a scheme that is not followed by the `=` of a parameter. */
const SCHEME = /^([\w!#$%&'*+.^`|~-]+)(?=$|\s+[^\s=])/;

/**
 * @param received `WWW-Authenticate` of a backend (RFC 9110 section 11.6.1), which may hold several challenges
 * @returns the challenges for which browsers do not ask for a password, or null when none is left
 */
export function harmlessChallenge(received: string | null): string | null {
  if (received === null || !isWellQuoted(received)) return null;
  const passed: string[] = [];
  let isAllowed = false;
  for (const part of received.match(PARTS) ?? []) {
    const [, scheme] = SCHEME.exec(part.trim()) ?? [];
    if (scheme !== undefined) isAllowed = ALLOWED_SCHEMES.includes(scheme.toLowerCase());
    if (isAllowed) passed.push(part.trim());
  }
  return passed.length > 0 ? passed.join(", ") : null;
}

/**
 * Accepts quotes around parameter values only. Otherwise one parser could read as quoted what another reads as a
 * challenge.
 */
function isWellQuoted(text: string): boolean {
  return !text.replace(new RegExp(`=\\s*${QUOTED}`, "g"), "").includes('"');
}
