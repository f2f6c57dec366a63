import { seed } from "../../../mocks/cloud/seed.ts";

export type Source = Record<string, string | undefined>;

/** An app and its tenant that are set up as the README says. */
export type SetUp = {
  name: string;
  /** The cloud's and the app's addresses. */
  origins: { auth: string; api: string; app: string };
  source(origins: SetUp["origins"]): Source;
  /** Whether the app runs at `AUTH_URL`. */
  isRunning: boolean;
};

const LOCAL = {
  auth: "http://localhost:4400",
  api: "http://localhost:4400",
  app: "http://localhost:3000",
};
const VENDOR = {
  auth: "https://auth-us.beyondidentity.com",
  api: "https://api-us.beyondidentity.com",
  app: "https://app.example.com",
};
const SECRET = "kPZ2n0r7Q1xWv5bTfHc9LdY3mGs8JaEu";

/** What the values of a tenant are instead of the emulator's, which are refused off loopback. */
const OF_A_TENANT = [
  ["emulator-", "customer-"],
  [seed.tenant.id, "0001aa11bb22cc33"],
  [seed.realm.id, "dd44ee55ff660077"],
  [seed.adminRealm.id, "1188229933aa44bb"],
  [seed.authenticatorConfig.id, "99887766-5544-4332-8110-ffeeddccbbaa"],
  [seed.webApplication.id, "0a1b2c3d-4e5f-4678-9abc-def012345678"],
] as const;

/** @returns a text with the emulator's ids replaced by those of a tenant */
export function ofTenant(text: string): string {
  return OF_A_TENANT.reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

const tenantPath = `/v1/tenants/${seed.tenant.id}`;
const issuerIn = (realmId: string, applicationId: string) =>
  `${tenantPath}/realms/${realmId}/applications/${applicationId}`;

function embedded({ auth, api, app }: SetUp["origins"]): Source {
  return {
    AUTH_URL: app,
    AUTH_SECRET: SECRET,
    BEYOND_IDENTITY_DISCOVERY: `${auth}${issuerIn(seed.realm.id, seed.webApplication.id)}`,
    BEYOND_IDENTITY_CLIENT_ID: seed.webApplication.clientId,
    BEYOND_IDENTITY_CLIENT_SECRET: seed.webApplication.clientSecret,
    BEYOND_IDENTITY_TENANT_ID: seed.tenant.id,
    BEYOND_IDENTITY_REALM_ID: seed.realm.id,
    BEYOND_IDENTITY_APPLICATION_CONFIG_ID: seed.authenticatorConfig.id,
    BEYOND_IDENTITY_API_URL: api,
    BEYOND_IDENTITY_API_CLIENT_ID: seed.managementApplication.clientId,
    BEYOND_IDENTITY_API_CLIENT_SECRET: seed.managementApplication.clientSecret,
    BEYOND_IDENTITY_API_ISSUER: `${auth}${issuerIn(seed.adminRealm.id, seed.managementApplication.id)}`,
  };
}

/** As the vendor's guide for Next.js writes it. */
function hosted({ auth, app }: SetUp["origins"]): Source {
  return {
    NEXTAUTH_URL: app,
    NEXTAUTH_SECRET: SECRET,
    BEYOND_IDENTITY_CLIENT_ID: seed.hostedApplication.clientId,
    BEYOND_IDENTITY_CLIENT_SECRET: seed.hostedApplication.clientSecret,
    BEYOND_IDENTITY_DISCOVERY: `${auth}${issuerIn(seed.realm.id, seed.hostedApplication.id)}/.well-known/openid-configuration`,
  };
}

export const SET_UPS = {
  embedded: {
    ...{ name: "embedded SDK", origins: LOCAL, isRunning: false },
    source: embedded,
  },
  hosted: {
    ...{ name: "Hosted Web, without a management token", origins: LOCAL, isRunning: false },
    source: hosted,
  },
  proxy: {
    ...{ name: "a public app behind a proxy", origins: VENDOR, isRunning: true },
    source: ({ auth, api, app }) => ({
      ...embedded({ auth, api, app }),
      BEYOND_IDENTITY_API_URL: undefined,
      BEYOND_IDENTITY_REGION: "us",
      TRUSTED_PROXIES: "1",
    }),
  },
  backend: {
    name: "embedded SDK with a backend and another OpenID Connect provider",
    ...{ origins: LOCAL, isRunning: false },
    source: (origins) => ({
      ...embedded(origins),
      AUTH_OIDC_ISSUER: `${origins.auth}${issuerIn(seed.realm.id, seed.hostedApplication.id)}`,
      ...{ AUTH_OIDC_ID: "other-client", AUTH_OIDC_SECRET: "a-secret-at-the-other-provider" },
      BACKEND_URL: "http://localhost:4000",
      BACKEND_SCOPES: seed.resourceServer.scopes.join(" "),
    }),
  },
} as const satisfies Record<string, SetUp>;

export type SetUpName = keyof typeof SET_UPS;
