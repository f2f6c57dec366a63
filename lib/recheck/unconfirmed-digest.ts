/** Tells an error page in the browser about an `UnconfirmedError`. Next.js passes only the digest of an error on. */
export const SIGN_IN_UNCONFIRMED = "sign_in_unconfirmed";
