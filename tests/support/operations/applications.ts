import { inRealm, type Row } from "./row.ts";

const config = {
  ...{ type: "embedded", invoke_url: "https://app.example" },
  trusted_origins: ["https://app.example"],
};
const protocol_config = {
  ...{ type: "oidc", grant_type: ["authorization_code"], confidentiality: "confidential" },
  ...{ redirect_uris: ["https://app.example/callback"], allowed_scopes: [], pkce: "s256" },
  token_format: "self_contained",
  token_configuration: {
    ...{ expires_after: 600, token_signing_algorithm: "RS256", subject_field: "id" },
  },
};

/** Kinds with all five operations: path, envelope, a body, and one that an operation refuses. */
const kinds = [
  ["applications", "application", { display_name: "Another", protocol_config }],
  ["authenticator-configs", "authenticator_config", { display_name: "Another", config }],
  [
    "resource-servers",
    "resource_server",
    { display_name: "Another", identifier: "https://another.example", scopes: ["a:read"] },
  ],
] as const;

const ofManagement: Row["at"] = ({ admin_realm_id = "", management_application_id = "" }) => ({
  ...{ realm_id: admin_realm_id, application_id: management_application_id },
});
const empty = {
  field: "theme.email_realm_name",
  body: { theme: { email_realm_name: "" } },
  ...{ description: "provided email_realm_name must not be empty", message: "Bad Request" },
};
const theme = {
  ...{ email_realm_name: "Acme", support_url: "https://acme.example/help" },
  ...{ logo_url_light: "https://acme.example/light.png", button_color: "#000000" },
};

/** Themes, applications, authenticator configurations, resource servers and tokens. */
export const applications: Row[] = [
  {
    ...{ operation: inRealm("POST", "/themes"), scopes: ["themes:create"] },
    ...{ body: () => ({ theme }), filled: empty },
    at: ({ other_realm_id = "" }) => ({ realm_id: other_realm_id }),
    refused: [
      {
        ...{ why: "for a second time", at: (ids) => ids },
        ...{ status: 409, message: "theme already exists for this realm" },
      },
    ],
  },
  { operation: inRealm("GET", "/themes/active"), scopes: ["themes:read"] },
  { operation: inRealm("GET", "/themes/{theme_id}"), scopes: ["themes:read"] },
  {
    ...{ operation: inRealm("PATCH", "/themes/{theme_id}"), scopes: ["themes:update"] },
    ...{ body: () => ({ theme: { button_color: "#ffffff" } }), filled: empty },
  },
  ...kinds.flatMap(([path, name, fields]): Row[] => {
    const one = `/${path}/{${name}_id}`;
    const filled = {
      field: `${name}.display_name`,
      body: { [name]: { ...fields, display_name: "" } },
    };
    return [
      {
        ...{ operation: inRealm("POST", `/${path}`), scopes: [`${path}:create`], filled },
        body: () => ({ [name]: fields }),
      },
      { operation: inRealm("GET", `/${path}`), scopes: [`${path}:read`] },
      { operation: inRealm("GET", one), scopes: [`${path}:read`] },
      {
        ...{ operation: inRealm("PATCH", one), scopes: [`${path}:update`], filled },
        body: () => ({ [name]: { display_name: "Renamed" } }),
      },
      {
        ...{ operation: inRealm("DELETE", one), scopes: [`${path}:delete`] },
        at: ({ free_resource_server_id = "" }) => ({ resource_server_id: free_resource_server_id }),
      },
    ];
  }),
  {
    operation: inRealm("GET", "/applications/{application_id}/tokens"),
    ...{ scopes: ["tokens:read"], at: ofManagement },
    query: () => "?principal_type=application",
  },
  {
    operation: inRealm("DELETE", "/applications/{application_id}/tokens/{token_id}"),
    ...{ scopes: ["tokens:delete"], at: ofManagement },
  },
];
