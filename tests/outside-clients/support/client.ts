/** A client of a provider, and the endpoints that are its own. */
export type Client = {
  id: string;
  /** A public client has none. */
  secret?: string | undefined;
  issuer: string;
  authorize: string;
  token: string;
  userinfo: string;
  introspect: string;
  revoke: string;
};
