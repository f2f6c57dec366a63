import "client-only";

const PROBE = "are-cookies-kept";

/**
 * Sets a cookie and removes it. With cookies blocked, `navigator.cookieEnabled` is still true in WebKitGTK, whose
 * `cookieStore` in turn keeps none on http.
 *
 * @returns whether this browser keeps cookies of this site
 */
export function keepsCookies(): boolean {
  document.cookie = `${PROBE}=yes; SameSite=Strict`;
  const isKept = document.cookie.includes(`${PROBE}=yes`);
  document.cookie = `${PROBE}=; Max-Age=0; SameSite=Strict`;
  return isKept;
}
