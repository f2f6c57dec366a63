import type { Check } from "./check.ts";
import { authUrl } from "./checks/app-address.ts";
import {
  pkce,
  refreshTokens,
  signInStarts,
  subjectField,
  tokenFormat,
} from "./checks/application.ts";
import {
  authenticationMethods,
  authenticatorConfig,
  authenticatorType,
  invokeUrl,
  trustedOrigins,
} from "./checks/authenticator.ts";
import { backend, resourceServer } from "./checks/backend.ts";
import { clientId, clientSecret, clientType, grantType, redirectUri } from "./checks/client.ts";
import { database, databaseMigrations } from "./checks/database.ts";
import { emulatorValues } from "./checks/emulator-values.ts";
import { envFileIgnored, envFileMode } from "./checks/env-files.ts";
import { clockSkew, issuerDiscovery, issuerMismatch, jwks } from "./checks/issuer.ts";
import { nodeVersion } from "./checks/machine.ts";
import {
  apiScopesExcess,
  apiScopesMissing,
  apiToken,
  apiTokenExpiry,
  realm,
} from "./checks/management.ts";
import { otherProvider } from "./checks/other-provider.ts";
import { appAddress, appAnswers, contentSecurityPolicy, cookies } from "./checks/running-app.ts";
import { secretStrength } from "./checks/secrets.ts";
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
