/** Next steps and places that several checks name. */
export const EXTERNAL_PROTOCOL = "the console: Applications > your application > External Protocol";

export const UNREACHABLE = "Run the doctor again when the cloud answers.";

export const MAKE_TOKEN =
  "Create a token in the console: Applications > Beyond Identity Management API > API Tokens, and set BEYOND_IDENTITY_API_TOKEN.";

export const NO_API = "Hosted Web needs no management API";

export const CONFIG_TAB = "the console: Applications > your application > Authenticator Config";

export const OF_THE_CLOUD = "Hosted Web: users sign in on a page of Beyond Identity";

export const COPY_ISSUER =
  "Copy the Issuer or the Discovery address again from the console: Applications > your application > External Protocol.";

export const SERVICE_DOWN =
  "Check your network, proxy and DNS, and https://status.beyondidentity.com. Then run the doctor again.";
