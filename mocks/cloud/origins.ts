/** The origins of the three parties. In the cloud the auth and API hosts differ. Locally they are one. */
export type Origins = {
  /** OIDC, binding links and the SDK's endpoints, e.g. `https://auth-us.beyondidentity.com`. */
  auth: string;
  /** Management API, e.g. `https://api-us.beyondidentity.com`. */
  api: string;
  /** The starter: its invoke URL, its only trusted origin, and the base of its redirect URI. */
  app: string;
};
