/** This app as a client of one OpenID Connect issuer. */
export type RelyingParty = {
  /** Exactly as in the issuer's discovery document and its id tokens. */
  issuer: string;
  clientId: string;
  /** Whether the issuer may have its endpoints and keys on other hosts, as some large providers do. */
  endpointsOnOtherHosts: boolean;
};
