import { MANAGEMENT_SCOPES } from "@/lib/beyond-identity/cloud/management-scopes";
import { seed } from "../../../../mocks/cloud/seed.ts";
import type { PlantedCloud } from "../diagnose.ts";
import type { Source } from "../set-ups.ts";
import type { Trouble } from "../troubles.ts";

const READING = ["realms:read", "applications:read", "authenticator-configs:read"];
const ENOUGH = [...MANAGEMENT_SCOPES, ...READING].join(" ");
const NO_CLIENT = {
  BEYOND_IDENTITY_API_CLIENT_ID: undefined,
  BEYOND_IDENTITY_API_CLIENT_SECRET: undefined,
  BEYOND_IDENTITY_API_ISSUER: undefined,
};

/** An environment with a pasted token instead of the machine client. */
const pasted = (token: string): Source => ({ ...NO_CLIENT, BEYOND_IDENTITY_API_TOKEN: token });
const withScopes =
  (scopes: string) =>
  async ({ token }: PlantedCloud) =>
    pasted(await token(scopes));

export const inTheManagementToken: Trouble[] = [
  {
    name: "a wrong secret of the machine client",
    ...{ in: "embedded", check: "api-token", says: /invalid_client/ },
    plant: { env: { BEYOND_IDENTITY_API_CLIENT_SECRET: "another-secret" } },
  },
  {
    name: "the issuer of the machine client is that of the sign-in application",
    ...{ in: "embedded", check: "api-token", says: /invalid_client/ },
    plant: {
      env: {
        BEYOND_IDENTITY_API_ISSUER: `http://localhost:4400/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.webApplication.id}`,
      },
    },
  },
  {
    name: "a pasted token that is none",
    ...{ in: "embedded", check: "api-token", says: /does not accept/ },
    plant: { env: pasted("not-a-token") },
  },
  {
    name: "a pasted token that has expired",
    ...{ in: "embedded", check: "api-token", says: /it expired at/ },
    plant: {
      async env(cloud) {
        cloud.emulator.clock.advance(-2 * 86_400);
        const token = await cloud.token(ENOUGH);
        cloud.emulator.clock.reset();
        return pasted(token);
      },
    },
  },
  {
    name: "a pasted token that was revoked",
    ...{ in: "embedded", check: "api-token", says: /does not accept the token$/ },
    plant: {
      async env({ token, emulator }) {
        const value = await token(ENOUGH);
        for (const record of emulator.store.state.accessTokens) record.revokedAt = 1;
        return pasted(value);
      },
    },
  },
  {
    name: "a user's token in place of the management token",
    ...{ in: "embedded", check: "api-token", says: /of tenant 0001eeeeeeeeeeee/ },
    plant: {
      async env({ token }) {
        const [head = "", claims = "", signature = ""] = (await token(ENOUGH)).split(".");
        const text = Buffer.from(claims, "base64url").toString();
        const other = text.replaceAll(seed.tenant.id, "0001eeeeeeeeeeee");
        return pasted([head, Buffer.from(other).toString("base64url"), signature].join("."));
      },
    },
  },
  {
    name: "the management API cannot be reached",
    ...{ in: "embedded", check: "api-token", status: "error", says: /did not answer/ },
    plant: {
      env: async ({ token }) => ({
        ...pasted(await token(ENOUGH)),
        BEYOND_IDENTITY_API_URL: "http://localhost:4999",
      }),
    },
  },
  {
    name: "the management API fails",
    ...{ in: "embedded", check: "api-token", status: "error", says: /trouble of its own/ },
    plant: {
      env: async ({ token }) => pasted(await token(MANAGEMENT_SCOPES.join(" "))),
      cloud({ emulator }) {
        const path = "/realms/*";
        emulator.faults.plant({ match: { path: "/applications" }, delay_ms: 0 });
        emulator.faults.plant({ match: { method: "GET", path }, status: 500 });
      },
    },
  },
  {
    name: "the region of another tenant",
    ...{ in: "proxy", check: "api-token", says: /region us, and the API in eu/ },
    plant: { env: { BEYOND_IDENTITY_REGION: "eu" } },
  },
  {
    name: "a pasted token that expires tomorrow",
    ...{ in: "embedded", check: "api-token-expiry", status: "warn", says: /expires at/ },
    plant: {
      async env(cloud) {
        cloud.emulator.clock.advance(-86_400 * 0.9);
        const token = await cloud.token(ENOUGH);
        cloud.emulator.clock.reset();
        return pasted(token);
      },
    },
  },
  {
    name: "a pasted token without a scope that the app needs",
    ...{ in: "embedded", check: "api-scopes-missing", says: /missing: credentials:revoke/ },
    plant: { env: withScopes(ENOUGH.replace("credentials:revoke ", "")) },
  },
  {
    name: "a machine client without a scope that the app needs",
    ...{ in: "embedded", check: "api-scopes-missing", says: /missing: tokens:delete/ },
    plant: {
      cloud({ emulator }) {
        const { applications } = emulator.store.state.world;
        const machine = applications.find(({ id }) => id === seed.managementApplication.id);
        if (!machine) throw new Error("the world has no management application");
        const { protocol_config: protocol } = machine;
        protocol.allowed_scopes = protocol.allowed_scopes.filter(
          (scope) => scope !== "tokens:delete",
        );
      },
    },
  },
  {
    name: "a pasted token with scopes that nothing uses",
    ...{ in: "embedded", check: "api-scopes-excess", status: "warn", says: /groups:delete/ },
    plant: { env: withScopes(`${ENOUGH} groups:delete`) },
  },
  {
    name: "BEYOND_IDENTITY_REALM_ID of another realm than the issuer's",
    ...{ in: "embedded", check: "realm", says: /and the issuer is of realm/ },
    plant: { env: { BEYOND_IDENTITY_REALM_ID: seed.adminRealm.id } },
  },
];
