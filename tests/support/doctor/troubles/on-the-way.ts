import { seed } from "../../../../mocks/cloud/seed.ts";
import { SET_UPS } from "../set-ups.ts";
import type { Trouble } from "../troubles.ts";

const { auth } = SET_UPS.embedded.origins;
const issuer = (realm: string, application: string, tenant: string = seed.tenant.id) =>
  `${auth}/v1/tenants/${tenant}/realms/${realm}/applications/${application}`;
const DISCOVERY = "BEYOND_IDENTITY_DISCOVERY";

/** Between the app and its issuer. */
export const onTheWay: Trouble[] = [
  {
    name: "a discovery address that is none",
    ...{ in: "embedded", check: "issuer-discovery", says: /http\(s\) address/ },
    plant: { env: { [DISCOVERY]: "auth-us.beyondidentity.com" } },
  },
  {
    name: "an application id with a typo",
    ...{ in: "embedded", check: "issuer-discovery", says: /knows no application/ },
    plant: { env: { [DISCOVERY]: issuer(seed.realm.id, "7d1f0c52-typo") } },
  },
  {
    name: "an issuer of another tenant that Beyond Identity does not know",
    ...{ in: "hosted", check: "issuer-discovery", says: /0001ffffffffffff/ },
    plant: {
      env: { [DISCOVERY]: issuer(seed.realm.id, seed.hostedApplication.id, "0001ffffffffffff") },
    },
  },
  {
    name: "an issuer at a host that is not Beyond Identity's",
    ...{ in: "proxy", check: "issuer-discovery", says: /not a Beyond Identity host/ },
    plant: {
      env: {
        [DISCOVERY]: "https://auth-us.beyondidentity.example/v1/tenants/T/realms/R/applications/A",
      },
    },
  },
  {
    name: "a discovery document that is something else",
    ...{ in: "embedded", check: "issuer-discovery", says: /no discovery document/ },
    plant: {
      cloud: ({ emulator }) =>
        emulator.faults.plant({ match: { path: "openid-configuration" }, malformed: true }),
    },
  },
  {
    name: "the issuer cannot be reached",
    ...{ in: "embedded", check: "issuer-discovery", status: "error", says: /broke off/ },
    plant: {
      cloud: ({ emulator }) =>
        emulator.faults.plant({ match: { path: "openid-configuration" }, drop: true }),
    },
  },
  {
    name: "the issuer is down",
    ...{ in: "hosted", check: "issuer-discovery", status: "error", says: /503/ },
    plant: {
      cloud: ({ emulator }) =>
        emulator.faults.plant({ match: { path: "openid-configuration" }, status: 503 }),
    },
  },
  {
    name: "the issuer spelled in another way than the cloud does",
    ...{ in: "hosted", check: "issuer-mismatch", says: /HTTP:\/\/LOCALHOST/ },
    plant: {
      env: {
        [DISCOVERY]: issuer(seed.realm.id, seed.hostedApplication.id).replace(
          auth,
          auth.toUpperCase(),
        ),
      },
    },
  },
  {
    name: "BEYOND_IDENTITY_TENANT_ID of another tenant than the issuer's",
    ...{ in: "embedded", check: "issuer-mismatch", says: /0001ffffffffffff/ },
    plant: { env: { BEYOND_IDENTITY_TENANT_ID: "0001ffffffffffff" } },
  },
  {
    name: "the key set is something else",
    ...{ in: "embedded", check: "jwks", says: /no key set/ },
    plant: {
      cloud: ({ emulator }) =>
        emulator.faults.plant({ match: { path: "jwks.json" }, malformed: true }),
    },
  },
  {
    name: "the keys cannot be fetched",
    ...{ in: "hosted", check: "jwks", status: "error", says: /broke off/ },
    plant: {
      cloud: ({ emulator }) => emulator.faults.plant({ match: { path: "jwks.json" }, drop: true }),
    },
  },
  {
    name: "the clock of this machine is two minutes slow",
    ...{ in: "embedded", check: "clock-skew", says: /1(19|20|21) seconds behind/ },
    plant: { cloud: ({ emulator }) => emulator.clock.advance(120) },
  },
  {
    name: "the clock of this machine is an hour fast",
    ...{ in: "hosted", check: "clock-skew", says: /ahead of/ },
    plant: { cloud: ({ emulator }) => emulator.clock.advance(-3600) },
  },
];
