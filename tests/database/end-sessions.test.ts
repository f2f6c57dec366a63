import { spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { currentEpoch } from "@/lib/accounts/epoch";
import { closeDatabase } from "@/lib/database/database";
import { draftSession, insertSession } from "@/lib/sessions/registry";
import { begunSession } from "../support/in-process/begun-session.ts";
import { ENVIRONMENT } from "../support/in-process/cloud.ts";
import { allSessions, allTasks, emptyTables } from "../support/in-process/rows.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";

const issuer = ENVIRONMENT.BEYOND_IDENTITY_DISCOVERY;
const UNREACHABLE = "http://localhost:9";
/** An environment whose cloud is unreachable. */
const OFFLINE = {
  ...ENVIRONMENT,
  BEYOND_IDENTITY_DISCOVERY: issuer.replace(/^https:\/\/[^/]+/, UNREACHABLE),
  BEYOND_IDENTITY_API_URL: UNREACHABLE,
  BEYOND_IDENTITY_API_ISSUER: `${UNREACHABLE}/issuer`,
};
const owner = {
  issuer: OFFLINE.BEYOND_IDENTITY_DISCOVERY,
  name: null,
  userAgent: null,
  authenticatedAt: null,
};
const ada = { ...owner, identityId: "ada", email: "Ada@example.com" };
const grace = { ...owner, identityId: "grace", email: "grace@example.com" };
const namesake = { ...ada, issuer: "https://github.com/login/oauth", email: "x@example.com" };

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase("operator");
  for (const [name, value] of Object.entries({ ...OFFLINE, DATABASE_URL: url })) {
    process.env[name] = value;
  }
});
beforeEach(async () => {
  await emptyTables();
  for (const person of [ada, ada, grace, namesake]) await begunSession(person);
});
afterAll(async () => {
  await closeDatabase();
  await server.stop();
});

async function endSessions(...args: string[]): Promise<{ code: number; printed: string }> {
  const node = ["--conditions=react-server", "--import", "tsx", "scripts/end-sessions.ts"];
  const child = spawn(process.execPath, [...node, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  const [code] = await once(child, "close");
  return { code, printed };
}

const left = async () =>
  (await allSessions()).map(({ email }) => email).toSorted((a, b) => `${a}`.localeCompare(`${b}`));

test("an operator ends one identity's sessions, and none of the same id at another provider", async () => {
  const epoch = await currentEpoch();
  const { code, printed } = await endSessions("--identity", "ada");
  expect(printed).toContain("Sessions ended: 2");
  expect(code).toBe(0);
  expect(await left()).toEqual(["grace@example.com", "x@example.com"]);
  expect(await insertSession(await draftSession(ada, null), epoch)).toBeNull();
  expect(await insertSession(await draftSession(grace, null), epoch)).toEqual([]);
});

test("an operator finds a user by address and learns that the cloud did not answer", async () => {
  const { code, printed } = await endSessions("--email", "ada@EXAMPLE.com");
  expect(printed).toContain("Sessions ended: 2");
  expect(printed).toContain("did not answer");
  expect(code).toBe(1);
  expect(await left()).toEqual(["grace@example.com", "x@example.com"]);
});

test("an operator ends all sessions after confirming, and the revocations are queued", async () => {
  const sealed = { accessToken: "a", refreshToken: "r", expiresAtMs: Date.now() };
  await insertSession(await draftSession(grace, sealed), await currentEpoch());
  expect(await endSessions("--everybody")).toMatchObject({ code: 2 });
  expect(await left()).toHaveLength(5);
  const { code, printed } = await endSessions("--everybody", "--yes");
  expect(printed).toContain("Accounts: 3\nSessions ended: 5");
  expect(code).toBe(0);
  expect(await left()).toEqual([]);
  const kinds = (await allTasks()).map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(
    new Set(["notice_passkeys", "revoke_tokens", "revoke_unknown_links"]),
  );
  expect(kinds.filter((kind) => kind === "revoke_tokens")).toHaveLength(1);
});

test.each([[[]], [["--email"]], [["--identity", "a", "--everybody"]], [["--nobody"]]])(
  "an invalid command (%j) does nothing",
  async (args) => {
    const { code, printed } = await endSessions(...args);
    expect(code).toBe(2);
    expect(printed).toContain("npm run end-sessions");
    expect(await left()).toHaveLength(4);
  },
);
