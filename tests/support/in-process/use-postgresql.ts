import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "@/lib/database/database";

const name = `test_${randomUUID().replaceAll("-", "")}`;

beforeAll(async () => {
  const url = new URL(inject("postgresUrl"));
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  process.env.DATABASE_URL = url.href;
});

afterAll(closeDatabase);
