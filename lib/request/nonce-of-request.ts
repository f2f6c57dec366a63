import "server-only";

const NONCE = /'nonce-([^']+)'/;

/** @returns the nonce of the page's policy, which Next.js too reads from the headers of the request, if there is one */
export function nonceOfRequest(headers: Headers): string | undefined {
  return NONCE.exec(headers.get("content-security-policy") ?? "")?.[1];
}
