import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env/env";
import { configuredProviders } from "./providers";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A";

const environment = (issuer: string) =>
  parseEnv({
    AUTH_URL: "https://app.example.com",
    TRUSTED_PROXIES: "1",
    AUTH_SECRET: "vJ8r2mQxT5nY7wKcLd0fGz3HsBa9PeUi",
    BEYOND_IDENTITY_DISCOVERY: ISSUER,
    BEYOND_IDENTITY_CLIENT_ID: "client",
    BEYOND_IDENTITY_CLIENT_SECRET: "secret",
    BEYOND_IDENTITY_REGION: "us",
    BEYOND_IDENTITY_TENANT_ID: "T",
    BEYOND_IDENTITY_REALM_ID: "R",
    BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "C",
    BEYOND_IDENTITY_API_TOKEN: "token",
    AUTH_GITHUB_ID: "id",
    AUTH_GITHUB_SECRET: "secret",
    AUTH_OIDC_ISSUER: issuer,
    AUTH_OIDC_ID: "id",
    AUTH_OIDC_SECRET: "secret",
  });

test("the passkey comes first, then each provider that is configured", () => {
  const providers = configuredProviders(environment("https://login.example.com"));
  expect(providers).toMatchObject([{ id: "beyondidentity" }, { id: "github" }, { id: "oidc" }]);
});

test.each([ISSUER, "https://github.com"])(
  "6: a provider that would name its accounts as another one does, %s, is refused by name",
  (issuer) => {
    expect(() => configuredProviders(environment(issuer))).toThrow(
      /^provider oidc: .*another provider$/,
    );
  },
);
