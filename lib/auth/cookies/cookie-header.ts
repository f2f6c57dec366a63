/** A cookie as the browser sent it. The value is not decoded. */
export type SentCookie = { name: string; value: string };

/**
 * @param headers of a request
 * @returns its cookies in the order of the header. A name may occur several times (RFC 6265 section 5.4).
 */
export function cookiesOf(headers: Headers): SentCookie[] {
  const parts = headers.get("cookie")?.split(";") ?? [];
  return parts.flatMap((part) => {
    const [name = "", ...value] = part.split("=");
    return value.length === 0 ? [] : [{ name: name.trim(), value: value.join("=").trim() }];
  });
}

export function cookieHeader(cookies: SentCookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** @returns the decoded value, or the value as sent when it is not validly encoded. */
export function decodedValue({ value }: SentCookie): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
