/** A cloud, and the application there that users sign in to. */
export type Target = {
  issuer: string;
  clientId: string;
  clientSecret: string;
  tenantId: string;
  realmId: string;
  applicationId: string;
  authenticatorConfigId: string;
  apiOrigin: string;
  redirectUri: string;
  credentials: ApiCredentials;
};

/** How a run gets a token of the management API. Only a machine client can ask for fewer scopes. */
export type ApiCredentials =
  | { token: string }
  | { clientId: string; clientSecret: string; issuer: string };
