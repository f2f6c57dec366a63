/** The id of Beyond Identity among the providers of Auth.js. */
export const PASSKEY_PROVIDER_ID = "beyondidentity";
