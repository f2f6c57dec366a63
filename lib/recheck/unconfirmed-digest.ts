/** How an error page in the browser knows `UnconfirmedError`: Next.js lets nothing else of an error through. */
export const SIGN_IN_UNCONFIRMED = "sign_in_unconfirmed";
