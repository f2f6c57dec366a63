import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { emulatorVariables } from "../../../scripts/environment-files.ts";
import { issuedSecrets } from "../support/emulator.ts";
import { SHARED, STORMY } from "../support/servers.ts";
import { Needles, taintFolder } from "../support/taint.ts";

const recordSchema = z.object({
  method: z.string(),
  path: z.string(),
  headers: z.string(),
  body: z.string(),
});

/** The one way on which a link may reach a browser: to its owner, who is signed in and has just proved it. */
const TO_THE_OWNER = ["POST /account/add", "POST /api/passkeys"];

for (const [what, servers] of [
  ["behind a well cloud", SHARED],
  ["behind a failing cloud", STORMY],
] as const) {
  test(`17: ${what}, no part of any token, link or secret was in any answer to a browser, in the log, or on the disk`, async () => {
    const needles = new Needles([...(await issuedSecrets(servers)), ...configured()]);
    const folder = taintFolder(servers);
    const responses = readFileSync(join(folder, "responses.ndjson"), "utf8").trim().split("\n");
    const records = responses.map((line) => recordSchema.parse(JSON.parse(line)));
    expect(needles.size).toBeGreaterThan(1_000);
    expect(records.length).toBeGreaterThan(100);

    const leaks = records.flatMap(({ method, path, headers, body }) =>
      needles
        .in(`${headers}\n${body}`)
        .filter((kind) => kind !== "binding_token" || !TO_THE_OWNER.includes(`${method} ${path}`))
        .map((kind) => `${kind} in ${method} ${path}`),
    );
    expect([...new Set(leaks)]).toEqual([]);
    expect(needles.in(readFileSync(join(folder, "output.log"), "utf8"))).toEqual([]);
    const database = filesBelow(`.data/database-localhost-${servers.port}`);
    expect(database.length).toBeGreaterThan(100);
    const stored = database.filter((path) => needles.in(readFileSync(path, "latin1")).length > 0);
    expect(stored).toEqual([]);
  });
}

test("the search finds a secret in every form", () => {
  const value =
    "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJqdGkiOiJ1bmlxdWUtb25lIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
  const needles = new Needles([{ kind: "token", value }]);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  for (const text of [
    `"accessToken":"${value}"`,
    `?token=${encodeURIComponent(value)}`,
    base64(value),
    base64(`a${value}`),
    base64(`ab${value}`),
    Buffer.from(`{"t":"${value}"}`).toString("base64url"),
    value.slice(0, 90),
  ]) {
    expect(needles.in(`before ${text} after`), text).toEqual(["token"]);
  }
  expect(needles.in("nothing of the kind, but some-long-words-in-a-row-all-the-same")).toEqual([]);
});

function configured() {
  return Object.entries(emulatorVariables())
    .filter(([name]) => /SECRET$/.test(name))
    .map(([kind, value]) => ({ kind, value: value ?? "" }));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}
