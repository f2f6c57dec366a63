/** A place in the source that refuses. `rule` is its exact text, so that a removed or changed rule makes the table stale. */
export type Check = { file: string; rule: string };

const oauth4webapi = (rule: string): Check => ({
  file: "node_modules/oauth4webapi/build/index.js",
  rule,
});
const jose = (rule: string): Check => ({
  file: "node_modules/jose/dist/webapi/jwks/local.js",
  rule,
});
const discovery = (rule: string): Check => ({ file: "lib/oidc/discovery.ts", rule });
const idToken = (rule: string): Check => ({ file: "lib/oidc/id-token.ts", rule });
const refreshed = (rule: string): Check => ({ file: "lib/oidc/refreshed-id-token.ts", rule });

/** The app's own checks. */
export const OWN = {
  issuerOfDiscovery: discovery("requireThat(discovery.issuer === issuer, mismatch)"),
  formOfDiscovery: discovery("requireThat(parsed.success, invalid)"),
  hostsOfDiscovery: discovery(
    "requireThat(foreign.length === 0 || endpointsOnOtherHosts, invalid)",
  ),
  discoveryOfAuthJs: {
    file: "lib/auth/provider-fetch.ts",
    rule: "acceptDiscovery(await response.clone().json(), relyingParty)",
  },
  tokenType: { file: "lib/auth/admit-sign-in.ts", rule: 'account.token_type === "bearer"' },
  verified: {
    file: "lib/auth/admit-sign-in.ts",
    rule: "await verifySignIn(account, provider.relyingParty)",
  },
  algorithm: idToken('algorithms: ["RS256"]'),
  issuer: idToken("issuer: party.issuer"),
  audience: idToken("audience: party.clientId"),
  requiredTimes: idToken('requiredClaims: ["exp", "iat"]'),
  age: idToken("maxTokenAge: MAX_AGE_SECONDS"),
  claims: idToken("requireThat(claims.success"),
  missingAzp: idToken("requireThat(azp !== undefined || !hasSeveralAudiences"),
  azp: idToken("requireThat(azp === undefined || azp === clientId"),
  authTime: idToken("requireThat(authTime <= latest"),
  accessTokenHash: idToken("hash === undefined || hash === accessTokenHash(expected.accessToken)"),
  refreshedIssuer: refreshed("requireThat(iss === expected.issuer"),
  refreshedSubject: refreshed("requireThat(sub === expected.subject"),
  refreshedAudience: refreshed("requireThat(aud.includes(expected.clientId)"),
  callback: {
    file: "lib/auth/answer-auth-request.ts",
    rule: "if (!signIn || repeatsParameter(nextUrl.searchParams)) return rejectCallback(request, state)",
  },
  origin: {
    file: "lib/request/same-origin.ts",
    rule: "requireThat(origin === null || origin === getEnv().appOrigin, foreignOrigin)",
  },
  postedCallback: {
    file: "lib/auth/auth-action.ts",
    rule: 'throw new Failure("method_not_allowed")',
  },
} satisfies Record<string, Check>;

/** Checks of the libraries that Auth.js and the app use. */
export const LIBRARY = {
  issuerOfDiscovery: oauth4webapi(`"issuer" property does not match the expected value`),
  jsonBody: oauth4webapi("json = await response.json()"),
  accessToken: oauth4webapi("assertString(json.access_token, "),
  tokenType: oauth4webapi("assertString(json.token_type, "),
  knownTokenType: oauth4webapi("'unsupported `token_type` value'"),
  expiresIn: oauth4webapi("assertNumber(expiresIn, true, "),
  idToken: oauth4webapi("assertString(result.id_token, "),
  subject: oauth4webapi(".then(validateStringClaim.bind(undefined, 'sub')"),
  presence: oauth4webapi(".then(validatePresence.bind("),
  issuer: oauth4webapi(".then(validateIssuer.bind("),
  audience: oauth4webapi(".then(validateAudience.bind("),
  azp: oauth4webapi("validateIdTokenAuthorizedParty(client, claims);"),
  expiry: oauth4webapi(`'unexpected JWT "exp" (expiration time) claim value, expiration`),
  notBefore: oauth4webapi(`'unexpected JWT "nbf" (not before) claim value'`),
  nonce: oauth4webapi("validateIdTokenNonce(claims, expectedNonce);"),
  code: oauth4webapi(`'no authorization code in "callbackParameters"'`),
  issuerOfCallback: oauth4webapi(`'unexpected "iss" (issuer) response parameter value'`),
  errorOfCallback: oauth4webapi("'authorization response from the server is an error'"),
  implicit: oauth4webapi("'implicit and hybrid flows are not supported'"),
  usableKey: jose("throw new JWKSNoMatchingKey()"),
  oneKey: jose("const error = new JWKSMultipleMatchingKeys()"),
  publicKey: jose('throw new JWKSInvalid("JSON Web Key Set members must be public keys")'),
  jsonKeys: {
    file: "node_modules/jose/dist/webapi/jwks/remote.js",
    rule: "Failed to parse the JSON Web Key Set HTTP response as JSON",
  },
  signature: {
    file: "node_modules/jose/dist/webapi/lib/jws_verify.js",
    rule: "throw new JWSSignatureVerificationFailed()",
  },
} satisfies Record<string, Check>;
