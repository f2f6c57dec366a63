import { z } from "zod";

/** Ids go into paths, and client ids and secrets into files. */
const id = z.string().regex(/^[\w-]+$/);
const credential = z.string().regex(/^[\x21-\x7e]+$/);
const texts = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

export const realmSchema = z.looseObject({ id, display_name: z.string() });

export const authenticatorConfigSchema = z.looseObject({
  id,
  display_name: z.string(),
  config: z.looseObject({
    type: z.string(),
    invoke_url: z.string().optional(),
    invocation_type: z.string().optional(),
    trusted_origins: texts,
    authentication_methods: z
      .array(z.looseObject({ type: z.string() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

export const applicationSchema = z.looseObject({
  id,
  display_name: z.string(),
  is_managed: z.boolean().default(false),
  authenticator_config_id: id.nullish(),
  resource_server_id: id.nullish(),
  protocol_config: z.looseObject({
    type: z.string(),
    client_id: credential.optional(),
    client_secret: credential.optional(),
    confidentiality: z.string().optional(),
    grant_type: texts,
    redirect_uris: texts,
    allowed_scopes: texts,
    pkce: z.string().optional(),
    token_format: z.string().optional(),
    token_configuration: z.looseObject({ subject_field: z.string().optional() }).optional(),
  }),
});

export const resourceServerSchema = z.looseObject({
  id,
  display_name: z.string(),
  is_managed: z.boolean().default(false),
  identifier: z.string(),
  scopes: texts,
});

/** A theme has no other name than the one in the mails. */
export const themeSchema = z
  .looseObject({
    id,
    email_realm_name: z.string().default(""),
    logo_url_light: z.string().nullish(),
    logo_url_dark: z.string().nullish(),
    support_url: z.string().nullish(),
  })
  .transform((theme) => ({ ...theme, display_name: theme.email_realm_name }));

export type Realm = z.infer<typeof realmSchema>;
export type AuthenticatorConfig = z.infer<typeof authenticatorConfigSchema>;
export type Application = z.infer<typeof applicationSchema>;
export type ResourceServer = z.infer<typeof resourceServerSchema>;
export type Theme = z.infer<typeof themeSchema>;
