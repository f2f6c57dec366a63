import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { seed } from "../../../mocks/cloud/seed.ts";
import { emulatorVariables } from "../../../scripts/environment-files.ts";
import { findPython } from "../../../scripts/find-python.ts";
import { issuedSecrets } from "../support/emulator.ts";
import { keptSecrets, leaksIn, placeOf, recordedAnswers } from "../support/recording.ts";
import {
  emulatorAt,
  type Servers,
  SHARED,
  STORMY,
  WITH_DJANGO,
  WITH_EXPRESS,
  WITH_RAW_BACKEND,
} from "../support/servers.ts";
import { Needles, type Secret, taintFolder } from "../support/taint.ts";

const TOKEN =
  "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhZGEiLCJqdGkiOiJ1bmlxdWUtb25lIn0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";
const OF_THE_CLOUD = ["access_token", "id_token", "refresh_token", "binding_token"];

type Recording = {
  servers: Servers;
  secrets: (servers: Servers) => Secret[] | Promise<Secret[]>;
  /** What a meaningful search needs: kinds of secrets, places of responses, and a number of responses that it exceeds. */
  holds: { kinds: string[]; places: string[]; answers: number };
  /** Responses whose end is not searched. */
  cut: string[];
};

const BEHIND_A_CLOUD = {
  secrets: issuedSecrets,
  holds: { kinds: OF_THE_CLOUD, places: ["GET /account"], answers: 100 },
  cut: [],
};

const RECORDINGS: Record<string, Recording> = {
  "with a working cloud": { servers: SHARED, ...BEHIND_A_CLOUD },
  "with a failing cloud": {
    servers: STORMY,
    ...BEHIND_A_CLOUD,
    holds: { ...BEHIND_A_CLOUD.holds, answers: 40 },
  },
  "with a misbehaving backend": {
    servers: WITH_RAW_BACKEND,
    secrets: keptSecrets,
    holds: {
      kinds: OF_THE_CLOUD,
      places: ["GET /api/backend/notes", "GET /api/auth/session"],
      answers: 50,
    },
    cut: ["GET /api/backend/huge"],
  },
  "with the Express backend": {
    servers: WITH_EXPRESS,
    secrets: keptSecrets,
    holds: {
      kinds: OF_THE_CLOUD,
      places: ["POST /account/developer", "GET /api/backend/me", "GET /api/auth/session"],
      answers: 10,
    },
    cut: [],
  },
  "with the Django backend": {
    servers: WITH_DJANGO,
    secrets: keptSecrets,
    holds: {
      kinds: [...OF_THE_CLOUD, "backend_token"],
      places: ["POST /account/developer", "GET /api/backend/me", "GET /api/auth/session"],
      answers: 30,
    },
    cut: [],
  },
};

for (const [what, { servers, secrets, holds, cut }] of Object.entries(RECORDINGS)) {
  test(`17: ${what}, no secret is in a response, the log or on disk`, async () => {
    test.skip(servers === WITH_DJANGO && findPython() === null, "There is no Python with Django.");
    const known = await secrets(servers);
    expect(known.map(({ kind }) => kind)).toEqual(expect.arrayContaining(holds.kinds));
    const needles = new Needles([...known, ...configured()], [issuerClaim(emulatorAt(servers))]);
    expect(needles.size).toBeGreaterThan(500);
    const folder = taintFolder(servers);
    const answers = recordedAnswers(folder);
    expect(answers.length).toBeGreaterThan(holds.answers);
    expect(answers.map(placeOf)).toEqual(expect.arrayContaining(holds.places));

    // One leak must not hide another.
    expect.soft(leaksIn(answers, needles)).toEqual([]);
    expect.soft([...new Set(answers.filter(({ whole }) => !whole).map(placeOf))]).toEqual(cut);
    expect.soft(needles.in(readFileSync(join(folder, "output.log"), "utf8"))).toEqual([]);
    const database = filesBelow(`.data/database-localhost-${servers.port}`);
    expect(database.length).toBeGreaterThan(100);
    const stored = database.filter((path) => needles.in(readFileSync(path, "latin1")).length > 0);
    expect(stored).toEqual([]);
  });
}

test("the search finds a token, but not the issuer's name in it", () => {
  const origin = "http://localhost:4500";
  const encoded = (text: string) => Buffer.from(text).toString("base64url");
  const jti = "a-long-identifier-of-this-token-alone-and-of-no-other";
  const token = encoded(`{"scope":"a",${issuerClaim(origin)}abc","jti":"${jti}"}`);
  const request = encoded(`{"verb":"xy",${issuerClaim(origin)}def","transaction_id":"another"}`);
  const needles = new Needles([{ kind: "token", value: token }], [issuerClaim(origin)]);
  expect(new Needles([{ kind: "token", value: token }]).in(request)).toEqual(["token"]);
  expect(needles.in(request)).toEqual([]);
  expect(needles.in(token)).toEqual(["token"]);
});

test("the search finds a secret in every form", () => {
  const needles = new Needles([{ kind: "token", value: TOKEN }]);
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  for (const text of [
    `"accessToken":"${TOKEN}"`,
    `?token=${encodeURIComponent(TOKEN)}`,
    base64(TOKEN),
    base64(`a${TOKEN}`),
    base64(`ab${TOKEN}`),
    Buffer.from(`{"t":"${TOKEN}"}`).toString("base64url"),
    TOKEN.slice(0, 90),
  ]) {
    expect(needles.in(`before ${text} after`), text).toEqual(["token"]);
  }
  expect(needles.in("nothing of the kind, but some-long-words-in-a-row-all-the-same")).toEqual([]);
});

test("the search finds a token in a recorded response about the session", () => {
  const session = { user: { email: "ada@example.com" }, accessToken: TOKEN };
  const answer = {
    method: "GET",
    path: "/api/auth/session",
    headers: JSON.stringify({ "content-type": "application/json" }),
    body: JSON.stringify(session),
    whole: true,
  };
  const folder = test.info().outputPath("recording");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "responses.ndjson"), `${JSON.stringify(answer)}\n`);
  const needles = new Needles([{ kind: "access_token", value: TOKEN }]);
  expect(leaksIn(recordedAnswers(folder), needles)).toEqual([
    "access_token in GET /api/auth/session",
  ]);
});

/** The issuer claim as tokens of one issuer and its public requests have it. */
function issuerClaim(origin: string): string {
  return `"iss":"${origin}/v1/tenants/${seed.tenant.id}/realms/`;
}

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
