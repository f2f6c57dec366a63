import { z } from "zod";
import { filledText, nameText } from "./identity-fields.ts";

/** When a resource of a seed was created, unless the seed says so. */
const SEEDED_AT = "2024-01-01T00:00:00.000Z";

const time = z.iso.datetime({ offset: true }).default(SEEDED_AT);
const times = { create_time: time, update_time: time };
const texts = z.array(filledText);

/** An origin without a path, as browsers send it. */
const originText = filledText.refine(
  (text) => URL.canParse(text) && new URL(text).origin === text,
  "not an origin such as https://app.example",
);

const authenticationMethods = z.array(
  z.object({
    type: z.enum(["webauthn_passkey", "software_passkey", "email_one_time_password"]),
  }),
);

const embedded = z.object({
  type: z.literal("embedded"),
  invoke_url: z.url({ error: "not a URI" }),
  invocation_type: z.enum(["automatic", "manual"]).default("automatic"),
  trusted_origins: z.array(originText),
  authentication_methods: authenticationMethods.optional(),
});
const hostedWeb = z.object({
  type: z.literal("hosted_web"),
  trusted_origins: z.array(originText),
  authentication_methods: authenticationMethods,
});
const consoleKind = z.looseObject({
  type: z.literal("console"),
  onboarding_configuration: z.looseObject({}),
});
const platform = z.looseObject({
  type: z.literal("platform"),
  trusted_origins: z.array(originText).nullable().optional(),
});

/** The four kinds of authenticator. The emulator stores the last two and does nothing with them. */
export const authenticatorSchema = z.discriminatedUnion("type", [
  embedded,
  hostedWeb,
  consoleKind,
  platform,
]);

/** The kinds that a binding job may contain. Others are created first, and the job names them. */
export const inlineAuthenticatorSchema = z.discriminatedUnion("type", [embedded, consoleKind], {
  error: "neither embedded nor console, which must be created and named instead",
});

const seededAuthenticator = z.discriminatedUnion("type", [
  embedded.strict(),
  hostedWeb.strict(),
  consoleKind,
  platform,
]);

const redirectUri = z
  .url({ error: "not a URI" })
  .refine((uri) => !uri.includes("#"), "has a fragment");

/** What a client of an application may do, and how. */
export const protocolFields = {
  type: z.enum(["oidc", "oauth2"], { error: "neither oidc nor oauth2" }),
  confidentiality: z.enum(["confidential", "public"]).default("confidential"),
  grant_type: z.array(z.enum(["authorization_code", "client_credentials"])).default([]),
  redirect_uris: z.array(redirectUri).default([]),
  allowed_scopes: texts.default([]),
  pkce: z.enum(["disabled", "plain", "s256"]).default("disabled"),
  token_format: z.enum(["self_contained", "referential"]).default("self_contained"),
  token_endpoint_auth_method: z
    .enum(["client_secret_post", "client_secret_basic", "none"])
    .default("client_secret_basic"),
  token_configuration: z
    .object({
      expires_after: z.int().min(0),
      subject_field: z.enum(["id", "email", "username", "external_id"]).default("id"),
      token_signing_algorithm: z.literal("RS256").default("RS256"),
    })
    .default({ expires_after: 86_400, subject_field: "id", token_signing_algorithm: "RS256" }),
};

const inRealm = { id: filledText, realm_id: filledText };
const isManaged = z.boolean().default(false);

/** How a realm's mail and pages look. */
export const themeFields = {
  email_realm_name: z
    .string()
    .min(1, "provided email_realm_name must not be empty")
    .pipe(nameText)
    .default("Beyond Identity"),
  logo_url_light: z.string().default(""),
  logo_url_dark: z.string().default(""),
  support_url: z.string().default(""),
  button_color: z.string().default("#4673D3"),
  button_text_color: z.string().default("#FFFFFF"),
};

/** The resources that an administrator sets up, in the vendor's own form without what their place says already. */
export const worldFields = {
  tenant: z.strictObject({ id: filledText, display_name: nameText, ...times }),
  realms: z.array(
    z.strictObject({
      id: filledText,
      display_name: nameText,
      classification: filledText.optional(),
      ...times,
    }),
  ),
  applications: z.array(
    z.strictObject({
      ...inRealm,
      display_name: filledText,
      is_managed: isManaged,
      authenticator_config_id: filledText.optional(),
      resource_server_id: filledText.optional(),
      protocol_config: z.strictObject({
        ...protocolFields,
        client_id: filledText,
        client_secret: filledText.optional(),
      }),
    }),
  ),
  authenticator_configs: z.array(
    z.strictObject({ ...inRealm, display_name: filledText, config: seededAuthenticator }),
  ),
  resource_servers: z.array(
    z.strictObject({
      ...inRealm,
      display_name: filledText,
      is_managed: isManaged,
      identifier: filledText,
      scopes: texts,
    }),
  ),
  themes: z.array(z.strictObject({ ...inRealm, ...themeFields, ...times })).default([]),
  groups: z
    .array(z.strictObject({ ...inRealm, display_name: nameText, ...times, identity_ids: texts }))
    .default([]),
  roles: z
    .array(
      z.strictObject({
        ...inRealm,
        resource_server_id: filledText,
        display_name: nameText,
        ...times,
        ...{ identity_ids: texts, group_ids: texts, scopes: texts },
      }),
    )
    .default([]),
};

export const worldSchema = z.strictObject(worldFields);

export type World = z.infer<typeof worldSchema>;
export type Realm = World["realms"][number];
export type ApplicationRecord = World["applications"][number];
export type AuthenticatorConfig = World["authenticator_configs"][number];
export type ResourceServer = World["resource_servers"][number];
export type Theme = World["themes"][number];
export type Group = World["groups"][number];
export type Role = World["roles"][number];
