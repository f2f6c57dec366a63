import { seed } from "../../../../mocks/cloud/seed.ts";
import type { Trouble } from "../troubles.ts";

const PROVIDER = `http://localhost:4400/v1/tenants/${seed.tenant.id}/realms/${seed.realm.id}/applications/${seed.hostedApplication.id}`;

/** The database, the backend, other providers, and the running app behind its proxy. */
export const besideTheCloud: Trouble[] = [
  {
    name: "a database address of another kind",
    ...{ in: "embedded", check: "database", says: /postgres:\/\// },
    plant: { env: { DATABASE_URL: "mysql://db.example.com/app" } },
  },
  {
    name: "a database on another machine without verified TLS",
    ...{ in: "embedded", check: "database", says: /verify-full/ },
    plant: { env: { DATABASE_URL: "postgres://app:password@db.example.com/app" } },
  },
  {
    name: "the database server does not run",
    ...{ in: "embedded", check: "database", says: /nothing listens/ },
    plant: {
      env: { DATABASE_URL: "postgres://app:password@localhost:5999/app" },
      database: { kind: "unreachable", problem: "nothing listens there" },
    },
  },
  {
    name: "the database is of a newer version of the app",
    ...{ in: "proxy", check: "database-migrations", says: /1 migrations/ },
    plant: {
      env: { DATABASE_URL: "postgres://app:password@localhost:5432/app" },
      database: { kind: "applied", times: [4_102_444_800_000] },
    },
  },
  {
    name: "the backend does not run",
    ...{ in: "backend", check: "backend", says: /nothing listens/, plant: { backend: "down" } },
  },
  {
    name: "a backend of an unknown kind",
    ...{ in: "backend", check: "backend", says: /BACKEND_KIND/ },
    plant: { env: { BACKEND_KIND: "jwt" } },
  },
  {
    name: "a backend over plain http on another machine",
    ...{ in: "backend", check: "backend", says: /https/ },
    plant: { env: { BACKEND_URL: "http://api.example.com:4000" } },
  },
  {
    name: "a scope that the application may not grant",
    ...{ in: "backend", check: "resource-server", says: /orders:read/ },
    plant: { env: { BACKEND_SCOPES: "profile:read orders:read" } },
  },
  {
    name: "a backend that verifies access tokens, and no resource server",
    ...{ in: "backend", check: "resource-server", says: /no resource server/ },
    plant: {
      env: { BACKEND_SCOPES: "" },
      cloud({ emulator }) {
        const { applications } = emulator.store.state.world;
        const application = applications.find(({ id }) => id === seed.webApplication.id);
        if (application) application.resource_server_id = undefined;
      },
    },
  },
  {
    name: "another OpenID Connect provider with a slash too much",
    ...{ in: "embedded", check: "other-provider", says: /names/ },
    plant: {
      env: {
        ...{ AUTH_OIDC_ID: "id", AUTH_OIDC_SECRET: "secret-of-it" },
        AUTH_OIDC_ISSUER: `${PROVIDER}/`,
      },
    },
  },
  {
    name: "AUTH_URL redirects to another address",
    ...{ in: "proxy", check: "app-answers", says: /https:\/\/www\.app\.example\.com/ },
    plant: {
      app: {
        health: new Response(null, {
          status: 308,
          headers: { location: "https://www.app.example.com/api/health" },
        }),
      },
    },
  },
  {
    name: "something else answers at AUTH_URL",
    ...{ in: "proxy", check: "app-answers", status: "warn", says: /something else/ },
    plant: { app: { health: new Response("Welcome to nginx!") } },
  },
  {
    name: "the app runs with another AUTH_URL",
    ...{ in: "proxy", check: "app-address", says: /http:\/\/app\.example\.com/ },
    plant: { app: { startedAt: "http://app.example.com" } },
  },
  {
    name: "two proxies, of which one is counted",
    ...{ in: "proxy", check: "trusted-proxies", says: /2 proxies/, plant: { app: { proxies: 2 } } },
  },
  {
    name: "no proxy appends to X-Forwarded-For, and one is counted",
    ...{ in: "proxy", check: "trusted-proxies", says: /0 proxies/, plant: { app: { proxies: 0 } } },
  },
  {
    name: "a proxy takes Secure off the cookies",
    ...{ in: "proxy", check: "cookies", says: /no secure/ },
    plant: { app: { cookie: (line) => line.replace("; Secure", "") } },
  },
  {
    name: "a proxy gives the cookies a domain",
    ...{ in: "proxy", check: "cookies", says: /has a domain/ },
    plant: { app: { cookie: (line) => `${line}; Domain=example.com` } },
  },
  {
    name: "a proxy takes the Content-Security-Policy off",
    ...{ in: "proxy", check: "content-security-policy", says: /no Content-Security-Policy/ },
    plant: { app: { policy: () => null } },
  },
  {
    name: "a proxy adds a Content-Security-Policy that blocks the issuer",
    ...{ in: "proxy", check: "content-security-policy", says: /connect-src/ },
    plant: { app: { policy: (own) => `${own}, default-src 'self'` } },
  },
];
