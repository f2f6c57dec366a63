import { MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { seed } from "../../../../mocks/cloud/seed.ts";
import type { PlantedCloud } from "../diagnose.ts";
import type { Trouble } from "../troubles.ts";

const CALLBACK = "/api/auth/callback/beyondidentity";

const changed =
  (protocol_config: object, rest: object = {}, { id } = seed.webApplication as { id: string }) =>
  ({ api }: PlantedCloud) =>
    api("PATCH", `/applications/${id}`, { application: { protocol_config, ...rest } });
const inHosted = (protocol_config: object) => changed(protocol_config, {}, seed.hostedApplication);

/** The one registered redirect URI differs in one part. */
const redirectTroubles = (
  [
    ["scheme", `https://localhost:3000${CALLBACK}`, /in its scheme$/],
    ["host", `http://127.0.0.1:3000${CALLBACK}`, /in its host$/],
    ["port", `http://localhost:8083${CALLBACK}`, /in its port$/],
    ["path", "http://localhost:3000/api/auth/callback/beyond-identity", /in its path$/],
    ["slash at the end", `http://localhost:3000${CALLBACK}/`, /in its slash at the end$/],
  ] as const
).map(
  ([part, uri, says]): Trouble => ({
    name: `the redirect URI is registered with another ${part}`,
    ...{ in: "embedded", check: "redirect-uri", says },
    plant: { cloud: changed({ redirect_uris: [uri] }) },
  }),
);

export const inTheApplication: Trouble[] = [
  {
    name: "the client id of another application",
    ...{ in: "embedded", check: "client-id", says: /emulator-hosted-client01/ },
    plant: { env: { BEYOND_IDENTITY_CLIENT_ID: seed.hostedApplication.clientId } },
  },
  {
    name: "a client id with a typo, without a management token",
    ...{ in: "hosted", check: "client-id", says: /refuses/ },
    plant: { env: { BEYOND_IDENTITY_CLIENT_ID: "emulator-hosted-client02" } },
  },
  {
    name: "a wrong client secret",
    ...{ in: "embedded", check: "client-secret", says: /invalid_client/ },
    plant: { env: { BEYOND_IDENTITY_CLIENT_SECRET: "another-secret" } },
  },
  {
    name: "a wrong client secret, without a management token",
    ...{ in: "hosted", check: "client-secret", says: /though its id is right/ },
    plant: { env: { BEYOND_IDENTITY_CLIENT_SECRET: "another-secret" } },
  },
  {
    name: "the application is a public client",
    ...{ in: "embedded", check: "client-type", says: /public/ },
    plant: { cloud: changed({ confidentiality: "public" }) },
  },
  {
    name: "the token endpoint is down",
    ...{ in: "hosted", check: "client-id", status: "error", says: /500/ },
    plant: {
      cloud: ({ emulator }) => emulator.faults.plant({ match: { path: "/token" }, status: 500 }),
    },
  },
  {
    name: "no grant type for signing in",
    ...{ in: "embedded", check: "grant-type", says: /none/ },
    plant: { cloud: changed({ grant_type: [] }) },
  },
  {
    name: "no grant type for signing in, without a management token",
    ...{ in: "hosted", check: "grant-type", says: /refuses/ },
    plant: { cloud: inHosted({ grant_type: [] }) },
  },
  ...redirectTroubles,
  {
    name: "no redirect URI is registered",
    ...{ in: "embedded", check: "redirect-uri", says: /neither is any other/ },
    plant: { cloud: changed({ redirect_uris: [] }) },
  },
  {
    name: "the redirect URI is not registered, without a management token",
    ...{ in: "hosted", check: "redirect-uri", says: /probably not registered/ },
    plant: { cloud: inHosted({ redirect_uris: ["https://app.example.com/callback"] }) },
  },
  {
    name: "the redirect URI is registered as http, and a proxy adds https",
    ...{ in: "proxy", check: "redirect-uri", says: /in its scheme$/ },
    plant: {
      cloud: ({ emulator }) => {
        const [application] = emulator.store.state.world.applications;
        if (!application) throw new Error("the world has no application");
        application.protocol_config.redirect_uris = [`http://app.example.com${CALLBACK}`];
      },
    },
  },
  {
    name: "the authorization endpoint is down",
    ...{ in: "embedded", check: "redirect-uri", status: "error", says: /502/ },
    plant: {
      cloud: ({ emulator }) =>
        emulator.faults.plant({ match: { path: "/authorize" }, status: 502 }),
    },
  },
  {
    name: "PKCE is disabled",
    ...{ in: "embedded", check: "pkce", says: /without PKCE/ },
    plant: { cloud: changed({ pkce: "disabled" }) },
  },
  {
    name: "PKCE is disabled, without a management token",
    ...{ in: "hosted", check: "pkce", says: /without PKCE/ },
    plant: { cloud: inHosted({ pkce: "disabled" }) },
  },
  {
    name: "PKCE with the plain method",
    ...{ in: "embedded", check: "pkce", says: /plain/ },
    plant: { cloud: changed({ pkce: "plain" }) },
  },
  {
    name: "PKCE with the plain method, without a management token",
    ...{ in: "hosted", check: "pkce", says: /plain/ },
    plant: { cloud: inHosted({ pkce: "plain" }) },
  },
  {
    name: "the subject of tokens is the email address",
    ...{ in: "embedded", check: "subject-field", says: /email/ },
    plant: { cloud: changed({ token_configuration: { subject_field: "email" } }) },
  },
  {
    name: "access tokens are referential",
    ...{ in: "backend", check: "token-format", says: /referential/ },
    plant: { cloud: changed({ token_format: "referential" }) },
  },
  {
    name: "the application has no authenticator config, and the token may not read that",
    ...{ in: "embedded", check: "sign-in-starts", says: /unauthorized_client/ },
    plant: {
      async env({ token }) {
        const scopes = [...MANAGEMENT_SCOPES, "realms:read", "authenticator-configs:read"];
        const ofClient = ["CLIENT_ID", "CLIENT_SECRET", "ISSUER"].map((name) => [
          `BEYOND_IDENTITY_API_${name}`,
          undefined,
        ]);
        const value = await token(scopes.join(" "));
        return { ...Object.fromEntries(ofClient), BEYOND_IDENTITY_API_TOKEN: value };
      },
      cloud({ emulator }) {
        const { applications } = emulator.store.state.world;
        const application = applications.find(({ id }) => id === seed.webApplication.id);
        if (application) application.authenticator_config_id = undefined;
      },
    },
  },
  {
    name: "refresh tokens are off",
    ...{ in: "embedded", check: "refresh-tokens", status: "warn", says: /unauthorized_client/ },
    plant: {
      cloud: ({ emulator }) => {
        emulator.settings.refreshTokens = "off";
      },
    },
  },
  {
    name: "refresh tokens are off, without a management token",
    ...{ in: "hosted", check: "refresh-tokens", status: "warn", says: /refresh_token/ },
    plant: {
      cloud: ({ emulator }) => {
        emulator.settings.refreshTokens = "off";
      },
    },
  },
];
