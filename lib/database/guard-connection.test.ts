import { readFileSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { EnvironmentError } from "@/lib/env/environment-error";
import { guardConnection } from "./guard-connection";

afterEach(() => vi.unstubAllEnvs());

const REFUSED = "is on another machine without sslmode=verify-full";

test.each([
  ["no mode", "postgres://ada:pw@db.example/app"],
  ["a mode that takes any certificate", "postgres://db.example/app?sslmode=no-verify"],
  ["a mode that prefers", "postgres://db.example/app?sslmode=prefer"],
  ["a mode that other clients read as unverified", "postgres://db.example/app?sslmode=require"],
  ["libpq's reading of the mode", "postgres://db.example/app?sslmode=require&uselibpqcompat=true"],
  ["a mode that does not look at the name", "postgres://db.example/app?sslmode=verify-ca"],
  ["TLS turned off", "postgres://db.example/app?sslmode=disable"],
  ["an unverified ssl", "postgres://db.example/app?ssl=no-verify"],
  ["an ssl that names no mode", "postgres://db.example/app?ssl=true"],
  ["an ssl that is off", "postgres://db.example/app?ssl=0"],
  [
    "a mode that a later one takes back",
    "postgres://db.example/app?sslmode=verify-full&sslmode=disable",
  ],
  [
    "a mode that a later one weakens",
    "postgres://db.example/app?sslmode=verify-full&sslmode=no-verify",
  ],
  ["the mode in the name of the database", "postgres://db.example/sslmode=verify-full"],
  ["the mode in another parameter", "postgres://db.example/app?options=sslmode=verify-full"],
  ["another host in the query", "postgres://localhost/app?host=db.example"],
  ["several hosts, the first of them local", "postgres://localhost,db.example/app"],
  ["several hosts in the query", "postgres:///app?host=localhost,db.example"],
  ["a name that only begins like loopback", "postgres://localhost.db.example/app"],
  ["an address in the home network", "postgres://192.168.1.2/app"],
  ["an IPv6 address", "postgres://[2001:db8::1]/app"],
])("a database on another machine is not reached with %s", (_, url) => {
  expect(() => guardConnection(url)).toThrow(EnvironmentError);
  expect(() => guardConnection(url)).toThrow(`DATABASE_URL: ${REFUSED}`);
});

test("a database that PGHOST names is not reached without TLS either", () => {
  vi.stubEnv("PGHOST", "db.example");
  expect(() => guardConnection("postgres:///app")).toThrow(REFUSED);
});

test.each([
  "postgres://db.example/app?sslmode=verify-full",
  "postgres://db.example:6432/app?application_name=x&sslmode=verify-full&connect_timeout=5",
  "postgres://localhost/app?host=db.example&sslmode=verify-full",
  "postgres://localhost/app",
  "postgres://ada:pw@127.0.0.1:5432/app",
  "postgres://[::1]/app",
  "postgres:///app?host=/var/run/postgresql",
  "postgres://%2Fvar%2Frun%2Fpostgresql/app",
  "postgres://db.example/app?host=127.0.0.1",
])("%s is taken", (url) => {
  expect(() => guardConnection(url)).not.toThrow();
});

test("what cannot be read is named without its password", () => {
  const problem = /^DATABASE_URL: cannot be read/;
  expect(() => guardConnection("postgres://ada:pass[word@db:x/app")).toThrow(problem);
  expect(() =>
    guardConnection("postgres://db/app?sslmode=verify-full&sslrootcert=/not/there.pem"),
  ).toThrow(problem);
});

test("compose.yaml's own database is reached over a socket that both services share", () => {
  const { services, volumes } = parse(readFileSync("compose.yaml", "utf8"));
  const template: string = services.app.environment.DATABASE_URL;
  const url = template.replace(/\$\{POSTGRES_PASSWORD:[^}]*\}/, "0123456789abcdef");
  expect(() => guardConnection(url)).not.toThrow();
  const folder = new URL(url.replace("@/", "@socket/")).searchParams.get("host");
  for (const { volumes } of [services.app, services.database]) {
    expect(volumes).toContain(`socket:${folder}`);
  }
  expect(Object.keys(volumes)).toContain("socket");
});
