import { seed } from "../../../../mocks/cloud/seed.ts";
import type { PlantedCloud } from "../diagnose.ts";
import type { Trouble } from "../troubles.ts";

const changed =
  (config: object) =>
  ({ api }: PlantedCloud) =>
    api("PATCH", `/authenticator-configs/${seed.authenticatorConfig.id}`, {
      authenticator_config: { config },
    });

export const inTheAuthenticator: Trouble[] = [
  {
    name: "the id of an authenticator config with a typo",
    ...{ in: "embedded", check: "authenticator-config", says: /c0a5e9d4-typo/ },
    plant: { env: { BEYOND_IDENTITY_APPLICATION_CONFIG_ID: "c0a5e9d4-typo" } },
  },
  {
    name: "the application uses another authenticator config",
    ...{ in: "embedded", check: "authenticator-config", says: /the application uses/ },
    plant: {
      cloud: ({ api }) =>
        api("PATCH", `/applications/${seed.webApplication.id}`, {
          application: { authenticator_config_id: seed.hostedAuthenticatorConfig.id },
        }),
    },
  },
  {
    name: "a Hosted Web config in an environment for the embedded SDK",
    ...{ in: "embedded", check: "authenticator-type", says: /hosted_web/ },
    plant: {
      cloud: ({ api }) =>
        api("PATCH", `/applications/${seed.webApplication.id}`, {
          application: { authenticator_config_id: seed.hostedAuthenticatorConfig.id },
        }),
      env: { BEYOND_IDENTITY_APPLICATION_CONFIG_ID: seed.hostedAuthenticatorConfig.id },
    },
  },
  {
    name: "an embedded config in an environment for Hosted Web",
    ...{ in: "hosted", check: "authenticator-type", says: /embedded/ },
    plant: {
      cloud: ({ api }) =>
        api("PATCH", `/applications/${seed.hostedApplication.id}`, {
          application: { authenticator_config_id: seed.authenticatorConfig.id },
        }),
    },
  },
  {
    name: "the invocation is manual",
    ...{ in: "embedded", check: "authenticator-type", says: /manual/ },
    plant: { cloud: changed({ invocation_type: "manual" }) },
  },
  {
    name: "the invoke URL has another port",
    ...{ in: "embedded", check: "invoke-url", says: /in its port$/ },
    plant: { cloud: changed({ invoke_url: "http://localhost:8083" }) },
  },
  {
    name: "the invoke URL has a path",
    ...{ in: "embedded", check: "invoke-url", says: /in its path$/ },
    plant: { cloud: changed({ invoke_url: "http://localhost:3000/bi-authenticate" }) },
  },
  {
    name: "the app's origin is not trusted",
    ...{ in: "embedded", check: "trusted-origins", says: /in its scheme$/ },
    plant: { cloud: changed({ trusted_origins: ["https://localhost:3000"] }) },
  },
  {
    name: "no origin is trusted",
    ...{ in: "embedded", check: "trusted-origins", says: /neither is any other/ },
    plant: { cloud: changed({ trusted_origins: [] }) },
  },
  {
    name: "only codes by email are allowed",
    ...{ in: "embedded", check: "authentication-methods", says: /only email_one_time_password/ },
    plant: { cloud: changed({ authentication_methods: [{ type: "email_one_time_password" }] }) },
  },
  {
    name: "no authentication method is allowed",
    ...{ in: "embedded", check: "authentication-methods", says: /no method/ },
    plant: { cloud: changed({ authentication_methods: [] }) },
  },
];
