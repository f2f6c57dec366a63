/** A cookie as the browser sent it, its value not decoded. */
export type SentCookie = { name: string; value: string };

/**
 * @param headers of a request
 * @returns its cookies in the order in which they were sent; one name may come several times (RFC 6265 section 5.4)
 */
export function cookiesOf(headers: Headers): SentCookie[] {
  const parts = headers.get("cookie")?.split(";") ?? [];
  return parts.flatMap((part) => {
    const [name = "", ...value] = part.split("=");
    return value.length === 0 ? [] : [{ name: name.trim(), value: value.join("=").trim() }];
  });
}

/** @returns the `Cookie` header that sends these. */
export function cookieHeader(cookies: SentCookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** @returns the value that was written, or what was sent when that is no encoding of anything. */
export function decodedValue({ value }: SentCookie): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
