import type { Check } from "./check.ts";
import { apiScopesExcess, apiScopesMissing } from "./checks/api-scopes.ts";
import { apiToken } from "./checks/api-token.ts";
import { apiTokenExpiry } from "./checks/api-token-expiry.ts";
import { authUrl } from "./checks/app-address.ts";
import { appAddress, appAnswers } from "./checks/app-answers.ts";
import { authenticatorConfig } from "./checks/authenticator-config.ts";
import { authenticationMethods, trustedOrigins } from "./checks/authenticator-settings.ts";
import { authenticatorType } from "./checks/authenticator-type.ts";
import { backend, resourceServer } from "./checks/backend.ts";
import { clientId, clientSecret, clientType } from "./checks/client.ts";
import { clockSkew } from "./checks/clock-skew.ts";
import { contentSecurityPolicy } from "./checks/content-security-policy.ts";
import { cookies } from "./checks/cookies.ts";
import { database, databaseMigrations } from "./checks/database.ts";
import { emulatorValues } from "./checks/emulator-values.ts";
import { envFileIgnored, envFileMode } from "./checks/env-files.ts";
import { grantType } from "./checks/grant-type.ts";
import { invokeUrl } from "./checks/invoke-url.ts";
import { issuerDiscovery, issuerMismatch } from "./checks/issuer.ts";
import { jwks } from "./checks/issuer-keys.ts";
import { nodeVersion } from "./checks/machine.ts";
import { otherProvider } from "./checks/other-provider.ts";
import { pkce } from "./checks/pkce.ts";
import { realm } from "./checks/realm.ts";
import { redirectUri } from "./checks/redirect-uri.ts";
import { secretStrength } from "./checks/secrets.ts";
import { signInStarts } from "./checks/sign-in-starts.ts";
import { refreshTokens, subjectField, tokenFormat } from "./checks/tokens.ts";
import { trustedProxies } from "./checks/trusted-proxies.ts";
import { envComplete, envValues } from "./checks/variables.ts";

/** All checks, each after those that it needs. */
export const CHECKS: readonly Check[] = [
  ...[nodeVersion, envComplete, envValues, authUrl, secretStrength, emulatorValues],
  ...[envFileMode, envFileIgnored],
  ...[issuerDiscovery, issuerMismatch, jwks, clockSkew],
  ...[apiToken, apiTokenExpiry, apiScopesMissing, apiScopesExcess, realm],
  ...[clientId, clientType, clientSecret, grantType, redirectUri, pkce],
  ...[subjectField, tokenFormat, refreshTokens],
  ...[authenticatorConfig, authenticatorType, invokeUrl, trustedOrigins, authenticationMethods],
  signInStarts,
  ...[database, databaseMigrations, backend, resourceServer, otherProvider],
  ...[appAnswers, appAddress, trustedProxies, cookies, contentSecurityPolicy],
];
