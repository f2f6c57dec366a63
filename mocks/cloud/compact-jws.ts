/**
 * @returns whether a text is a compact JWS (RFC 7515 section 7.1) in its one valid spelling: base64url without padding,
 * line breaks or other characters (section 2). jose accepts more, so one signature would have many texts.
 */
export function isCompactJws(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 3 && parts.every(isBase64Url);
}

/** Only the last characters, which are fewer than four, can have bits that mean nothing. */
function isBase64Url(text: string): boolean {
  const end = text.slice(text.length - (text.length % 4));
  return /^[\w-]*$/.test(text) && Buffer.from(end, "base64url").toString("base64url") === end;
}
