import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HttpResponse, http } from "msw";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ENVIRONMENT, standInForTheCloud } from "../../support/in-process/cloud.ts";
import { fillDatabase, LARGE_TABLES } from "../../support/large-database.ts";
import { sendEveryStatement } from "./support/every-statement.ts";
import { type Access, accessesOf } from "./support/query-plan.ts";
import { asSentByCaller, recordedStatements, recordStatements } from "./support/statements.ts";

vi.mock(import("@/lib/database/database"), async (original) => {
  const actual = await original();
  return { ...actual, inDatabase: (task) => asSentByCaller(() => actual.inDatabase(task)) };
});

const ISSUER = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const BACKEND = "https://backend.example";
const SEALED = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString("base64url")}..${"x".repeat(300)}`;
const PATIENCE_MS = 300_000;

/** What reads a whole table because an operator asks about all of it. */
const READS_ALL = [
  { caller: "lib/use-cases/end-sessions-of.ts", text: /^select distinct .* from "\w+"$/ },
];

const emulator = standInForTheCloud({
  keeps: true,
  environment: { BACKEND_URL: BACKEND, BACKEND_KIND: "token-exchange" },
  others: [
    http.post(`${BACKEND}/auth/exchange`, () => {
      const expires_at = new Date(Date.now() + 60 * 60_000).toISOString();
      return HttpResponse.json({ token: "token", expires_at });
    }),
    http.all(`${BACKEND}/*`, () => HttpResponse.json({})),
  ],
});

let client: Client;

beforeAll(async () => {
  recordStatements();
  await sendEveryStatement(emulator, ISSUER);
  const url = process.env.DATABASE_URL ?? "";
  await fillDatabase(url, ISSUER, SEALED);
  client = new Client({ connectionString: url });
  await client.connect();
}, PATIENCE_MS);
afterAll(() => client?.end());

/** Adding tasks to the outbox is one statement, whichever file does it. */
const QUERY = /\binDatabase\((?!\(db\) => enqueue\()/;

function filesThatQuery(): string[] {
  return readdirSync("lib", { recursive: true, encoding: "utf8" })
    .map((file) => join("lib", file))
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith("lib/database/"))
    .filter((file) => QUERY.test(readFileSync(file, "utf8")));
}

const isWholeLargeTable = ({ table, isWhole }: Access) =>
  isWhole && LARGE_TABLES.some((name) => name === table);

test("each file that queries has sent its statements", () => {
  const callers = new Set(recordedStatements().map(({ caller }) => caller));
  expect(filesThatQuery().filter((file) => !callers.has(file))).toEqual([]);
});

test("no statement of the app reads a whole large table, but what an operator asks about all users", async () => {
  const whole: string[] = [];
  for (const statement of recordedStatements()) {
    const { caller, text } = statement;
    const isExpected = READS_ALL.some((one) => one.caller === caller && one.text.test(text));
    const accesses = await accessesOf(client, statement);
    const how = accesses.filter(isWholeLargeTable).map((access) => access.how);
    if (how.length > 0 && !isExpected) whole.push(`${caller}: ${text}: ${how.join(", ")}`);
  }
  expect(whole).toEqual([]);
});

test("without its index, the sign-in's table is read as a whole, so that the test above would see it", async () => {
  await client.query("BEGIN");
  await client.query("DROP INDEX sessions_owner");
  const ofOwner = recordedStatements().filter(({ text }) =>
    /^select .* from "sessions" where .*"identity_id" = /.test(text),
  );
  const accesses = await Promise.all(ofOwner.map((statement) => accessesOf(client, statement)));
  await client.query("ROLLBACK");
  expect(accesses.flat().filter(isWholeLargeTable)).not.toEqual([]);
});
