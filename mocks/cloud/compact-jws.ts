/**
 * @returns whether a text is a compact JWS (RFC 7515 section 7.1) in its one valid spelling: base64url without padding,
 * line breaks or other characters (section 2). jose accepts more, so one signature would have many texts.
 */
export function isCompactJws(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 3 && parts.every(isBase64Url);
}

function isBase64Url(text: string): boolean {
  return Buffer.from(text, "base64url").toString("base64url") === text;
}
