/**
 * Fields by the settings of a tenant and its application: the redirect URIs, the scopes and the resource server, which is
 * also an audience of tokens, and the theme. A transcript may have others than the emulator's seed, or none. Only their
 * type is compared.
 */
export const OWN_SETTINGS: ReadonlySet<string> = new Set([
  ...["redirect_uris", "allowed_scopes", "resource_server_id", "aud"],
  ...["logo_url_light", "logo_url_dark", "support_url"],
]);
