type Variables = Readonly<Partial<Record<string, string>>>;

const ALWAYS = [
  "AUTH_URL",
  "AUTH_SECRET",
  "BEYOND_IDENTITY_DISCOVERY",
  "BEYOND_IDENTITY_CLIENT_ID",
  "BEYOND_IDENTITY_CLIENT_SECRET",
];
const WITH_EMBEDDED_SDK = [
  "BEYOND_IDENTITY_TENANT_ID",
  "BEYOND_IDENTITY_REALM_ID",
  "BEYOND_IDENTITY_APPLICATION_CONFIG_ID",
];
const MACHINE_CLIENT = [
  "BEYOND_IDENTITY_API_CLIENT_ID",
  "BEYOND_IDENTITY_API_CLIENT_SECRET",
  "BEYOND_IDENTITY_API_ISSUER",
];
/** Groups of which all variables are needed as soon as one of them is set. */
const TOGETHER = [
  { any: /^AUTH_GITHUB_/, all: ["AUTH_GITHUB_ID", "AUTH_GITHUB_SECRET"] },
  { any: /^AUTH_OIDC_/, all: ["AUTH_OIDC_ISSUER", "AUTH_OIDC_ID", "AUTH_OIDC_SECRET"] },
];

/** @returns the variables that the app needs and that are not set */
export function missingVariables(variables: Variables, mode: "embedded" | "hosted"): string[] {
  const names = Object.keys(variables);
  const grouped = TOGETHER.filter(({ any }) => names.some((name) => any.test(name)));
  const needed = [
    ...ALWAYS,
    ...(mode === "embedded" ? [...WITH_EMBEDDED_SDK, ...ofManagementApi(variables)] : []),
    ...grouped.flatMap(({ all }) => all),
    ...(variables.AUTH_URL?.startsWith("https:") ? ["TRUSTED_PROXIES"] : []),
  ];
  return needed.filter((name) => variables[name] === undefined);
}

/** A token or a machine client, and the region or the address of the API. */
function ofManagementApi(variables: Variables): string[] {
  const isMachine = MACHINE_CLIENT.some((name) => variables[name] !== undefined);
  const hasToken = variables.BEYOND_IDENTITY_API_TOKEN !== undefined;
  const credentials = isMachine && !hasToken ? MACHINE_CLIENT : ["BEYOND_IDENTITY_API_TOKEN"];
  const hasAddress = variables.BEYOND_IDENTITY_API_URL !== undefined;
  return [...credentials, ...(hasAddress ? [] : ["BEYOND_IDENTITY_REGION"])];
}
