/**
 * @returns the `Authorization` header for `client_secret_basic`. Id and secret are form-encoded before they are joined
 * (RFC 6749 section 2.3.1).
 */
export function basicAuthorization(clientId: string, clientSecret: string): string {
  const pair = [clientId, clientSecret].map(encodeURIComponent).join(":");
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}
