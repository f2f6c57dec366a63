/** What scripts understand. At any other scheme a browser may ask for a password, under the name of this site. */
const PASSED_ON = ["bearer", "token", "dpop"];

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';
const PARTS = new RegExp(`(?:${QUOTED}|[^",])+`, "g");
/** A part that begins a challenge: a scheme by itself, or with what is not the `=` of a parameter behind it. */
const SCHEME = /^([\w!#$%&'*+.^`|~-]+)(?=$|\s+[^\s=])/;

/**
 * @param received `WWW-Authenticate` of a backend (RFC 9110 section 11.6.1), which may hold several challenges
 * @returns those that make no browser ask for a password, or null when none is left
 */
export function harmlessChallenge(received: string | null): string | null {
  if (received === null || !isWellQuoted(received)) return null;
  const passed: string[] = [];
  let isPassedOn = false;
  for (const part of received.match(PARTS) ?? []) {
    const [, scheme] = SCHEME.exec(part.trim()) ?? [];
    if (scheme !== undefined) isPassedOn = PASSED_ON.includes(scheme.toLowerCase());
    if (isPassedOn) passed.push(part.trim());
  }
  return passed.length > 0 ? passed.join(", ") : null;
}

/** Quotes stand around values alone. What one reader takes for quoted, another must not take for a challenge. */
function isWellQuoted(text: string): boolean {
  return !text.replace(new RegExp(`=\\s*${QUOTED}`, "g"), "").includes('"');
}
