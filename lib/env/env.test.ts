import { expect, test, vi } from "vitest";
import { parseEnv } from "./env";
import { EnvironmentError } from "./environment-error";

const ISSUER = "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R/applications/A";
const REAL = {
  AUTH_URL: "https://app.example.com",
  AUTH_SECRET: "kPZ2n0r7Q1xWv5bTfHc9LdY3mGs8JaEu",
  BEYOND_IDENTITY_DISCOVERY: `${ISSUER}/.well-known/openid-configuration`,
  BEYOND_IDENTITY_CLIENT_ID: "client",
  BEYOND_IDENTITY_CLIENT_SECRET: "secret",
  BEYOND_IDENTITY_REGION: "us",
  BEYOND_IDENTITY_TENANT_ID: "T",
  BEYOND_IDENTITY_REALM_ID: "R",
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "C",
  BEYOND_IDENTITY_API_TOKEN: "token",
  TRUSTED_PROXIES: "1",
};
const LOCAL = {
  ...REAL,
  AUTH_URL: "http://localhost:3000",
  AUTH_SECRET: "development-only-secret-refused-off-loopback",
  BEYOND_IDENTITY_DISCOVERY: "http://localhost:4400/v1/tenants/T/realms/R/applications/A",
  BEYOND_IDENTITY_API_URL: "http://localhost:4400",
};

function legacySecret(secret: string) {
  return { AUTH_SECRET: "", NEXTAUTH_SECRET: secret };
}

/** Names of the variables that parsing complains about. */
function complaints(source: Record<string, string | undefined>): string[] {
  try {
    parseEnv(source);
    return [];
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return error.problems.map(({ variable }) => variable);
  }
}

test("a tenant's values are accepted with a discovery address", () => {
  expect(parseEnv(REAL)).toMatchObject({
    issuer: ISSUER,
    appOrigin: "https://app.example.com",
    applicationId: "A",
    sdkDomains: ["beyondidentity.com"],
    management: {
      apiOrigin: "https://api-us.beyondidentity.com",
      credentials: { type: "token", token: "token" },
      authenticatorConfigId: "C",
    },
    devInboxUrl: null,
  });
});

test("a bare issuer means the same as its discovery address", () => {
  expect(parseEnv({ ...REAL, BEYOND_IDENTITY_DISCOVERY: ISSUER })).toEqual(parseEnv(REAL));
});

test("the names of Auth.js v4 are accepted", () => {
  const { AUTH_URL, AUTH_SECRET, ...rest } = REAL;
  const legacy = { ...rest, NEXTAUTH_URL: AUTH_URL, NEXTAUTH_SECRET: AUTH_SECRET };
  expect(parseEnv(legacy)).toEqual(parseEnv(REAL));
});

test("previous secrets are taken in their order, with any spaces between them", () => {
  const [first, second] = ["one-secret-of-the-past-0123456789", "another-secret-of-the-past-0123"];
  const AUTH_SECRET_PREVIOUS = ` ${first}x \n ${second}x  `;
  expect(parseEnv({ ...REAL, AUTH_SECRET_PREVIOUS }).authSecrets).toEqual([
    REAL.AUTH_SECRET,
    `${first}x`,
    `${second}x`,
  ]);
  expect(parseEnv(REAL).authSecrets).toEqual([REAL.AUTH_SECRET]);
});

test("loopback addresses are accepted while the app is on loopback", () => {
  expect(parseEnv(LOCAL)).toMatchObject({
    management: { apiOrigin: "http://localhost:4400" },
    sdkDomains: ["localhost"],
  });
});

test("client credentials are used when no token is pasted", () => {
  const env = parseEnv({
    ...REAL,
    BEYOND_IDENTITY_API_TOKEN: "",
    BEYOND_IDENTITY_API_CLIENT_ID: "machine",
    BEYOND_IDENTITY_API_CLIENT_SECRET: "machine-secret",
    BEYOND_IDENTITY_API_ISSUER: ISSUER,
  });
  expect(env.management?.credentials).toEqual({
    type: "client_credentials",
    clientId: "machine",
    clientSecret: "machine-secret",
    issuer: ISSUER,
  });
});

test("a backend and a GitHub app are taken when they are whole", () => {
  const env = parseEnv({
    ...REAL,
    BACKEND_URL: "https://api.example.com/v1",
    BACKEND_SCOPES: "profile:read  notes:read",
    BACKEND_TIMEOUT_SECONDS: "2.5",
    AUTH_GITHUB_ID: "id",
    AUTH_GITHUB_SECRET: "secret",
  });
  expect(env.backend).toEqual({
    url: new URL("https://api.example.com/v1"),
    kind: "access-token",
    scopes: ["profile:read", "notes:read"],
  });
  expect(env.backendTimeoutMs).toBe(2_500);
  expect(env.github).toEqual({ clientId: "id", clientSecret: "secret" });
  expect(parseEnv(REAL)).toMatchObject({ backend: null, backendTimeoutMs: 10_000, github: null });
});

const OIDC = {
  AUTH_OIDC_ISSUER: "https://login.example.com/",
  AUTH_OIDC_ID: "id",
  AUTH_OIDC_SECRET: "secret",
};

test("another OpenID Connect provider is named after its host, or as the owner likes", () => {
  const settings = { issuer: "https://login.example.com/", clientId: "id", clientSecret: "secret" };
  expect(parseEnv({ ...REAL, ...OIDC }).oidc).toEqual({ ...settings, name: "login.example.com" });
  const named = parseEnv({ ...REAL, ...OIDC, AUTH_OIDC_NAME: "Example" });
  expect(named.oidc).toEqual({ ...settings, name: "Example" });
  expect(parseEnv(REAL).oidc).toBeNull();
});

test("another OpenID Connect provider may be on loopback while the app is", () => {
  const local = { ...OIDC, AUTH_OIDC_ISSUER: "http://127.0.0.1:4900" };
  expect(parseEnv({ ...LOCAL, ...local }).oidc).toMatchObject({ issuer: "http://127.0.0.1:4900" });
});

test("sessions are kept in a folder of the app's address, or in PostgreSQL", () => {
  expect(parseEnv(LOCAL).database).toEqual({
    type: "embedded",
    folder: ".data/database-localhost-3000",
  });
  const url = "postgres://db/app";
  expect(parseEnv({ ...LOCAL, DATABASE_URL: url }).database).toEqual({ type: "postgres", url });
});

/** As the vendor's guide for Next.js writes it. */
const HOSTED = {
  NEXTAUTH_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: REAL.AUTH_SECRET,
  BEYOND_IDENTITY_CLIENT_ID: "client",
  BEYOND_IDENTITY_CLIENT_SECRET: "secret",
  BEYOND_IDENTITY_DISCOVERY: ISSUER,
};

test.each([
  ["the bare issuer", HOSTED],
  [
    "the discovery address",
    { ...HOSTED, BEYOND_IDENTITY_DISCOVERY: REAL.BEYOND_IDENTITY_DISCOVERY },
  ],
  ["empty names of the management API", { ...HOSTED, BEYOND_IDENTITY_API_TOKEN: "" }],
  ["a region", { ...HOSTED, BEYOND_IDENTITY_REGION: "eu" }],
])("five variables are enough for the hosted sign-in page, with %s", (_, source) => {
  expect(parseEnv(source)).toMatchObject({
    issuer: ISSUER,
    appOrigin: "http://localhost:3000",
    ...{ tenantId: "T", realmId: "R", applicationId: "A", management: null },
  });
});

test.each(Object.keys(HOSTED).map((name) => [name, name.replace("NEXTAUTH", "AUTH")]))(
  "without %s the hosted sign-in page is refused by name",
  (name, variable) => {
    expect(complaints({ ...HOSTED, [name]: undefined })).toEqual([variable]);
  },
);

test.each([
  "https://auth-us.beyondidentity.com",
  "https://auth-us.beyondidentity.com/v1/tenants/T/realms/R",
  `${ISSUER}/extra`,
])("an issuer such as %s, which names no application, is refused for it", (address) => {
  const source = { ...HOSTED, BEYOND_IDENTITY_DISCOVERY: address };
  expect(complaints(source)).toEqual(["BEYOND_IDENTITY_DISCOVERY"]);
});

test("4: the hosted sign-in page takes the vendor's hosts only, as everything else does", () => {
  const foreign = ISSUER.replace("beyondidentity.com", "evil.example");
  for (const BEYOND_IDENTITY_DISCOVERY of [foreign, ISSUER.replace("https", "http")]) {
    const source = { ...HOSTED, BEYOND_IDENTITY_DISCOVERY };
    expect(complaints(source)).toEqual(["BEYOND_IDENTITY_DISCOVERY"]);
  }
});

const ONE_OF_THE_MANAGEMENT_API = {
  BEYOND_IDENTITY_TENANT_ID: "T",
  BEYOND_IDENTITY_REALM_ID: "R",
  BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "C",
  BEYOND_IDENTITY_API_TOKEN: "token",
  BEYOND_IDENTITY_API_CLIENT_ID: "machine",
  BEYOND_IDENTITY_API_CLIENT_SECRET: "machine-secret",
  BEYOND_IDENTITY_API_ISSUER: ISSUER,
  BEYOND_IDENTITY_API_URL: "https://api-us.beyondidentity.com",
};

test.each(Object.entries(ONE_OF_THE_MANAGEMENT_API))(
  "4: with %s alone the others are asked for by name, and nothing is switched off",
  (name, value) => {
    const missing = Object.keys(ONE_OF_THE_MANAGEMENT_API)
      .slice(0, 3)
      .filter((variable) => variable !== name);
    expect(complaints({ ...HOSTED, [name]: value })).toEqual(missing);
  },
);

test("every missing variable is named at once", () => {
  const five = ["AUTH_URL", "AUTH_SECRET", "BEYOND_IDENTITY_DISCOVERY"];
  const client = ["BEYOND_IDENTITY_CLIENT_ID", "BEYOND_IDENTITY_CLIENT_SECRET"];
  expect(complaints({})).toEqual([...five, ...client]);
  expect(complaints({ BEYOND_IDENTITY_API_TOKEN: "token" })).toEqual([
    ...five,
    ...client,
    "BEYOND_IDENTITY_TENANT_ID",
    "BEYOND_IDENTITY_REALM_ID",
    "BEYOND_IDENTITY_APPLICATION_CONFIG_ID",
  ]);
});

test.each([
  [
    "a foreign issuer",
    { BEYOND_IDENTITY_DISCOVERY: "https://evil.example/v1/tenants/T/realms/R/applications/A" },
    "BEYOND_IDENTITY_DISCOVERY",
  ],
  [
    "a host that only ends like the vendor's",
    { BEYOND_IDENTITY_DISCOVERY: "https://evilbeyondidentity.com/x" },
    "BEYOND_IDENTITY_DISCOVERY",
  ],
  [
    "a plain-http issuer of the vendor",
    { BEYOND_IDENTITY_DISCOVERY: ISSUER.replace("https", "http") },
    "BEYOND_IDENTITY_DISCOVERY",
  ],
  [
    "an emulator behind a public app",
    {
      BEYOND_IDENTITY_DISCOVERY: LOCAL.BEYOND_IDENTITY_DISCOVERY,
      BEYOND_IDENTITY_API_URL: LOCAL.BEYOND_IDENTITY_API_URL,
    },
    "BEYOND_IDENTITY_DISCOVERY",
  ],
  [
    "a foreign management API",
    { BEYOND_IDENTITY_API_URL: "https://evil.example" },
    "BEYOND_IDENTITY_API_URL",
  ],
  [
    "a local management API behind a public app",
    { BEYOND_IDENTITY_API_URL: "http://localhost:4400" },
    "BEYOND_IDENTITY_API_URL",
  ],
  [
    "a foreign token issuer",
    {
      BEYOND_IDENTITY_API_TOKEN: "",
      BEYOND_IDENTITY_API_CLIENT_ID: "a",
      BEYOND_IDENTITY_API_CLIENT_SECRET: "b",
      BEYOND_IDENTITY_API_ISSUER: "https://evil.example",
    },
    "BEYOND_IDENTITY_API_ISSUER",
  ],
  ["a public app over plain http", { AUTH_URL: "http://app.example.com" }, "AUTH_URL"],
  ["the published development secret", { AUTH_SECRET: LOCAL.AUTH_SECRET }, "AUTH_SECRET"],
  ["a short secret", { AUTH_SECRET: "short" }, "AUTH_SECRET"],
  ["a secret of one letter", { AUTH_SECRET: "a".repeat(32) }, "AUTH_SECRET"],
  ["a secret that repeats itself", { AUTH_SECRET: "abcdefgh12".repeat(4) }, "AUTH_SECRET"],
  ["a guessable secret of version 4's name", legacySecret("ab".repeat(20)), "AUTH_SECRET"],
  [
    "the development secret as a previous one",
    { AUTH_SECRET_PREVIOUS: LOCAL.AUTH_SECRET },
    "AUTH_SECRET_PREVIOUS",
  ],
  [
    "a short secret among the previous ones",
    { AUTH_SECRET_PREVIOUS: `${LOCAL.AUTH_SECRET}-2 short` },
    "AUTH_SECRET_PREVIOUS",
  ],
  [
    "a guessable secret among the previous ones",
    { AUTH_SECRET_PREVIOUS: "ab".repeat(20) },
    "AUTH_SECRET_PREVIOUS",
  ],
  ["a backend over plain http", { BACKEND_URL: "http://api.example.com" }, "BACKEND_URL"],
  [
    "a short secret of the backend",
    { BACKEND_EXCHANGE_SECRET: "s3cret" },
    "BACKEND_EXCHANGE_SECRET",
  ],
  ["a scope that would end the list", { BACKEND_SCOPES: 'read" write' }, "BACKEND_SCOPES"],
  ["a backend that may take no time", { BACKEND_TIMEOUT_SECONDS: "0" }, "BACKEND_TIMEOUT_SECONDS"],
  ["half of a GitHub app", { AUTH_GITHUB_ID: "id" }, "AUTH_GITHUB_SECRET"],
  ["the other half of one", { AUTH_GITHUB_SECRET: "secret" }, "AUTH_GITHUB_ID"],
  [
    "an issuer over plain http",
    { ...OIDC, AUTH_OIDC_ISSUER: "http://a.example" },
    "AUTH_OIDC_ISSUER",
  ],
  [
    "an issuer on loopback behind a public app",
    { ...OIDC, AUTH_OIDC_ISSUER: "http://localhost:4900" },
    "AUTH_OIDC_ISSUER",
  ],
  ["an issuer that is no address", { ...OIDC, AUTH_OIDC_ISSUER: "a.example" }, "AUTH_OIDC_ISSUER"],
  ["a provider without its issuer", { ...OIDC, AUTH_OIDC_ISSUER: "" }, "AUTH_OIDC_ISSUER"],
  ["a provider without its client", { ...OIDC, AUTH_OIDC_ID: "" }, "AUTH_OIDC_ID"],
  ["a provider without its secret", { ...OIDC, AUTH_OIDC_SECRET: "" }, "AUTH_OIDC_SECRET"],
  ["a database that is no PostgreSQL", { DATABASE_URL: "mysql://db/x" }, "DATABASE_URL"],
  ["a number of proxies that is none", { TRUSTED_PROXIES: "-1" }, "TRUSTED_PROXIES"],
  ["a public app whose proxies are not counted", { TRUSTED_PROXIES: undefined }, "TRUSTED_PROXIES"],
  ["a public app with an empty count of proxies", { TRUSTED_PROXIES: "  " }, "TRUSTED_PROXIES"],
  [
    "https on this machine whose proxies are not counted",
    { AUTH_URL: "https://localhost:3000", TRUSTED_PROXIES: undefined },
    "TRUSTED_PROXIES",
  ],
  ["a development inbox", { DEV_INBOX_URL: "http://localhost:4400" }, "DEV_INBOX_URL"],
  [
    "another tenant than the issuer's",
    { BEYOND_IDENTITY_TENANT_ID: "X" },
    "BEYOND_IDENTITY_TENANT_ID",
  ],
  [
    "another realm than the issuer's",
    { BEYOND_IDENTITY_REALM_ID: "X" },
    "BEYOND_IDENTITY_REALM_ID",
  ],
  [
    "no way to the management API",
    { BEYOND_IDENTITY_API_TOKEN: undefined },
    "BEYOND_IDENTITY_API_TOKEN",
  ],
  [
    "neither region nor API address",
    { BEYOND_IDENTITY_REGION: undefined },
    "BEYOND_IDENTITY_REGION",
  ],
])("4: %s is refused by name", (_, change, variable) => {
  expect(complaints({ ...REAL, ...change })).toEqual([variable]);
});

test("a provider of which there is only a name is refused by all that is missing", () => {
  expect(complaints({ ...REAL, AUTH_OIDC_NAME: "Example" })).toEqual(Object.keys(OIDC));
});

test("32: a local app that mixes the emulator with the vendor's cloud is refused", () => {
  const mixed = {
    ...REAL,
    AUTH_URL: LOCAL.AUTH_URL,
    BEYOND_IDENTITY_API_URL: "http://localhost:4400",
  };
  expect(complaints(mixed)).toEqual(["BEYOND_IDENTITY_API_URL"]);
});

test("a host that the owner lists by name is accepted over https only", () => {
  const own = {
    ...REAL,
    BEYOND_IDENTITY_DISCOVERY: "https://login.example.com/v1/tenants/T/realms/R/applications/A",
    BEYOND_IDENTITY_TRUSTED_HOSTS: "other.example, login.example.com",
  };
  expect(parseEnv(own).sdkDomains).toEqual(["login.example.com"]);
  const plain = {
    ...own,
    BEYOND_IDENTITY_DISCOVERY: own.BEYOND_IDENTITY_DISCOVERY.replace("https", "http"),
  };
  expect(complaints(plain)).toEqual(["BEYOND_IDENTITY_DISCOVERY"]);
});

test("the message names variables and never their values", () => {
  expect(() => parseEnv({ ...REAL, AUTH_SECRET: "tiny-secret" })).toThrow(
    /^AUTH_SECRET: has fewer/,
  );
  expect(() => parseEnv({ ...REAL, AUTH_SECRET: "tiny-secret" })).not.toThrow(/tiny-secret/);
});

test.each([
  "https://app.example.com/app",
  "https://app.example.com/api/auth/callback",
  "https://app.example.com/?x=1",
  "https://app.example.com/api/auth?x=1",
  "https://app.example.com/#x",
  "https://user:pw@app.example.com",
  "https://user@app.example.com",
  "app.example.com",
  "ftp://app.example.com",
])("an AUTH_URL such as %s is refused by name", (AUTH_URL) => {
  expect(complaints({ ...REAL, AUTH_URL })).toContain("AUTH_URL");
});

test.each([
  "https://app.example.com/",
  "https://app.example.com/api/auth",
  "https://app.example.com/api/auth/",
  "HTTPS://APP.EXAMPLE.COM",
  " https://app.example.com ",
  "https://app.example.com:443",
])("an AUTH_URL written as %j means the site's origin", (AUTH_URL) => {
  expect(parseEnv({ ...REAL, AUTH_URL }).appOrigin).toBe("https://app.example.com");
});

test("an empty AUTH_URL counts as not set", () => {
  const source = { ...REAL, AUTH_URL: "", NEXTAUTH_URL: "https://other.example.com" };
  expect(parseEnv(source).appOrigin).toBe("https://other.example.com");
});

test("Auth.js finds the same address in AUTH_URL, however it was written", async () => {
  vi.resetModules();
  for (const [name, value] of Object.entries(LOCAL)) vi.stubEnv(name, value);
  vi.stubEnv("AUTH_URL", "");
  vi.stubEnv("NEXTAUTH_URL", " http://LOCALHOST:3000/api/auth/ ");
  const { normalizeAuthUrl } = await import("./env");
  normalizeAuthUrl();
  expect(process.env.AUTH_URL).toBe("http://localhost:3000");
});

test.each(["0", "-1", "1.5", "3601", "often"])("%s as RECHECK_SECONDS is refused", (value) => {
  expect(complaints({ ...REAL, RECHECK_SECONDS: value })).toEqual(["RECHECK_SECONDS"]);
});

test("sessions are checked every five minutes unless RECHECK_SECONDS says otherwise", () => {
  expect(parseEnv(REAL).recheckMs).toBe(300_000);
  expect(parseEnv({ ...REAL, RECHECK_SECONDS: "20" }).recheckMs).toBe(20_000);
});
