/** This app as an OpenID Connect issuer knows it. */
export type RelyingParty = {
  /** Letter for letter as the issuer's discovery document and its id tokens name it. */
  issuer: string;
  clientId: string;
  /** Whether the issuer may keep its public keys on another host, as some large ones do. */
  keysOnOtherHost: boolean;
};
