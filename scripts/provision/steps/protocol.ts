import type { Application } from "../../cloud/schemas.ts";

type Protocol = Application["protocol_config"];

const NEW: Protocol = {
  type: "oidc",
  confidentiality: "confidential",
  grant_type: ["authorization_code"],
  redirect_uris: [],
  allowed_scopes: [],
  pkce: "s256",
  token_format: "self_contained",
  token_configuration: {
    subject_field: "id",
    expires_after: 86_400,
    token_signing_algorithm: "RS256",
  },
};

/**
 * @param current what the application has, or undefined for a new one
 * @returns what the app needs of its client: the whole of it, because the cloud may replace what it gets. Where the
 * cloud's own default is what the app needs, it is left alone.
 */
export function neededProtocol(
  current: Protocol | undefined,
  redirectUri: string,
  scopes: string[],
): Protocol {
  const protocol = withoutClient(current ?? NEW);
  return {
    ...protocol,
    grant_type: united(protocol.grant_type, ["authorization_code"]),
    redirect_uris: united(protocol.redirect_uris, [redirectUri]),
    allowed_scopes: united(protocol.allowed_scopes, scopes),
    pkce: "s256",
    ...(protocol.token_format && { token_format: "self_contained" }),
    ...(protocol.token_configuration?.subject_field && {
      token_configuration: { ...protocol.token_configuration, subject_field: "id" },
    }),
  };
}

/** @returns the settings of a client without those that the cloud makes */
export function withoutClient({
  client_id: _,
  client_secret: __,
  ...protocol
}: Protocol): Protocol {
  return protocol;
}

function united(list: string[], more: string[]): string[] {
  return [...new Set([...list, ...more])];
}
