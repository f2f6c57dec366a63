import fc from "fast-check";

/** A text is sent as it is. In a value, `{ $ref: [kind, n] }` becomes the id of something that exists. */
export type Body = { text: string } | { json: unknown };

/** What a client could send by mistake or on purpose. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(
    null,
    true,
    0,
    -1,
    1e308,
    "",
    "   ",
    "\u0000",
    "\ud800",
    "__proto__",
    "a".repeat(5_000),
  ),
  fc.constantFrom("<script>", "'; DROP TABLE x; --", "../../etc/passwd", "\u202e", "😀"),
  fc.constantFrom([], {}, [[]], [null], { toString: null }, { constructor: { prototype: {} } }),
  fc.constant(JSON.parse('{"__proto__": {"is_managed": true}}')),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Whole bodies that are not what any operation expects. */
export const hostile: fc.Arbitrary<Body> = fc.oneof(
  fc
    .constantFrom(
      "",
      "{",
      "null",
      "[]",
      "0",
      '"x"',
      "{}",
      '{"a":1}{',
      "\ufeff{}",
      "[".repeat(2_000),
    )
    .map((text) => ({ text })),
  fc.string().map((text) => ({ text })),
  hostileValue.map((json) => ({ json })),
);

const ref = (kind: string) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.nat(50).map((n) => ({ $ref: [kind, n] })) },
    { weight: 1, arbitrary: hostileValue },
  );
const refs = (kind: string) =>
  fc.oneof(
    { weight: 20, arbitrary: fc.array(ref(kind), { minLength: 1, maxLength: 4 }) },
    { weight: 1, arbitrary: hostileValue },
  );
const often = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 40, arbitrary: value }, { weight: 1, arbitrary: hostileValue });
const text = often(
  fc.constantFrom(
    "Ada",
    "Bob",
    "ADA",
    "Cy",
    "Dee",
    "Eve",
    "Fay",
    "Gus",
    "n".repeat(64),
    "n".repeat(65),
  ),
);
const scope = often(fc.constantFrom("notes:read", "profile:read", "a", "b"));
const scopes = often(fc.array(scope, { maxLength: 3 }));
const uri = often(
  fc.constantFrom("https://app.example/cb", "http://localhost:3000", "x", "https://a.example/#x"),
);
const uris = often(fc.array(uri, { maxLength: 2 }));
const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, { requiredKeys: Object.keys(fields).slice(0, 1) });
const whole = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof({ weight: 12, arbitrary: fc.record(fields) }, { weight: 1, arbitrary: record(fields) });
const within = (envelope: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record({ [envelope]: often(whole(fields)) });

const protocol = whole({
  type: often(fc.constantFrom("oidc", "oauth2")),
  confidentiality: often(fc.constantFrom("confidential", "public")),
  grant_type: often(fc.subarray(["authorization_code", "client_credentials"])),
  redirect_uris: uris,
  allowed_scopes: scopes,
  pkce: often(fc.constantFrom("disabled", "plain", "s256")),
  token_format: often(fc.constantFrom("self_contained", "referential")),
  token_endpoint_auth_method: often(fc.constantFrom("client_secret_basic", "none")),
  token_configuration: often(
    whole({
      expires_after: often(fc.constantFrom(0, 60)),
      subject_field: often(fc.constantFrom("id", "email")),
    }),
  ),
});
const authenticator = fc.oneof(
  whole({
    type: often(fc.constant("embedded")),
    invoke_url: uri,
    invocation_type: often(fc.constantFrom("automatic", "manual")),
    trusted_origins: uris,
    authentication_methods: often(
      fc.array(fc.constantFrom({ type: "webauthn_passkey" }, { type: "x" })),
    ),
  }),
  whole({
    type: often(fc.constantFrom("hosted_web", "console", "platform")),
    trusted_origins: uris,
    authentication_methods: often(fc.constant([])),
    onboarding_configuration: often(fc.constant({})),
  }),
);
const traits = whole({
  type: often(fc.constant("traits_v0")),
  username: text,
  primary_email_address: often(fc.constantFrom("ada@example.com", "x")),
  nickname: text,
});

/** What the operations of a noun or a verb take. */
const BODIES: Record<string, fc.Arbitrary<unknown>> = {
  tenants: within("tenant", { display_name: text }),
  realms: within("realm", { display_name: text, classification: text }),
  groups: within("group", { display_name: text }),
  roles: within("role", { display_name: text }),
  identities: within("identity", {
    display_name: text,
    status: often(fc.constantFrom("active", "suspended")),
    traits: often(traits),
  }),
  themes: within("theme", { email_realm_name: text, button_color: text }),
  applications: within("application", {
    display_name: text,
    protocol_config: often(protocol),
    authenticator_config_id: ref("authenticator_config"),
    resource_server_id: ref("resource_server"),
  }),
  "authenticator-configs": within("authenticator_config", {
    display_name: text,
    config: often(authenticator),
  }),
  "resource-servers": within("resource_server", { display_name: text, identifier: text, scopes }),
  "credential-binding-jobs": within("job", {
    delivery_method: often(fc.constantFrom("RETURN", "EMAIL")),
    authenticator_config_id: ref("authenticator_config"),
    post_binding_redirect_uri: uri,
  }),
  "batch-credential-binding-jobs": within("batch_credential_binding_job", {
    identity_ids: refs("identity"),
    job_template: often(whole({ authenticator_config_id: ref("authenticator_config") })),
  }),
  addMembers: whole({ identity_ids: refs("identity"), group_ids: refs("group") }),
  deleteMembers: whole({ identity_ids: refs("identity"), group_ids: refs("group") }),
  addScopes: fc.record({ scopes }),
  deleteScopes: fc.record({ scopes }),
  batchDelete: fc.record({ ids: refs("identity") }),
  revoke: fc.constant({}),
};

/** @returns bodies that an operation mostly accepts */
export function bodyOf(method: string, template: string): fc.Arbitrary<Body> {
  const verb = /:(\w+)$/.exec(template)?.[1];
  const words = template.split("/").filter((word) => word !== "" && !word.startsWith("{"));
  const body = BODIES[verb ?? words.at(-1) ?? ""];
  if (!body) throw new Error(`no bodies for ${method} ${template}`);
  return body.map((json) => ({ json }));
}
