import type { Target } from "../target.ts";

/** @returns the address of the realm on the host of the management API */
function realmOf({ apiOrigin, tenantId, realmId }: Target): string {
  return `${apiOrigin}/v1/tenants/${tenantId}/realms/${realmId}`;
}

/** @returns a call of the management API below the realm */
export function managementRequest(
  target: Target,
  [method, path]: [method: string, path: string],
  token: string | undefined,
  body?: object,
): Request {
  const headers = new Headers(token === undefined ? [] : [["authorization", `Bearer ${token}`]]);
  if (body) headers.set("content-type", "application/json");
  return new Request(`${realmOf(target)}${path}`, {
    method,
    headers,
    body: body ? JSON.stringify(body) : null,
  });
}

/** @returns a form that this application posts to one of its endpoints, with its secret unless another is given */
export function clientForm(
  { issuer, clientId, clientSecret }: Target,
  endpoint: string,
  fields: Record<string, string>,
  secret = clientSecret,
): Request {
  return formRequest(`${issuer}${endpoint}`, basic(clientId, secret), fields);
}

/** @returns a form that carries a token of the management API */
export function bearerForm(
  address: string,
  token: string | undefined,
  fields: Record<string, string>,
): Request {
  return formRequest(address, token && `Bearer ${token}`, fields);
}

/** @returns a question about a token (RFC 7662), which the vendor answers for the realm */
export function introspection(target: Target, token: string): Request {
  const { clientId, clientSecret } = target;
  return formRequest(`${realmOf(target)}/introspect`, basic(clientId, clientSecret), { token });
}

export function userinfoRequest({ issuer }: Target, token?: string): Request {
  const headers = new Headers(token === undefined ? [] : [["authorization", `Bearer ${token}`]]);
  return new Request(`${issuer}/userinfo`, { headers });
}

function formRequest(
  address: string,
  authorization: string | undefined,
  fields: Record<string, string>,
): Request {
  const headers = new Headers(authorization ? [["authorization", authorization]] : []);
  return new Request(address, { method: "POST", headers, body: new URLSearchParams(fields) });
}

/** Both halves are form-encoded first (RFC 6749 section 2.3.1). */
function basic(id: string, secret: string): string {
  const pair = [id, secret].map(encodeURIComponent).join(":");
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}
