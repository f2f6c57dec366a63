import { randomInt } from "node:crypto";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import type { Fault } from "../../../mocks/cloud/faults.ts";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { type Ask, askForLinks, distance, type Sample } from "../support/asking.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { newAddress } from "../support/person.ts";

const APP_PORT = 3301;
const EMULATOR_PORT = 4701;

const PAIRS = 200;
const KNOWN = 20;
const AT_ONCE = 4;
const BLOCK = 20;
/** By chance alone, one in a thousand pairs of samples of 200 lies further apart (Kolmogorov-Smirnov). */
const CRITICAL_DISTANCE = 1.95 * Math.sqrt(2 / PAIRS);
const ROUTES = ["register", "recover"] as const;

type Route = (typeof ROUTES)[number];
type CloudFault = Omit<Fault, "match">;

const STEPS: [string, Fault["match"]][] = [
  ["fetching a token", { method: "POST", path: "/token" }],
  ["finding the identity", { method: "GET", path: "/identities" }],
  ["creating the identity", { method: "POST", path: "/identities" }],
  ["creating the job", { method: "POST", path: "/credential-binding-jobs" }],
];
const CLOUD_FAULTS: [string, CloudFault][] = [
  ["is slow", { delay_ms: 3_000 }],
  ["answers 429", { status: 429, retry_after: 30 }],
  ["answers 500", { status: 500 }],
  ["answers nonsense", { malformed: true }],
  ["drops connections", { drop: true }],
];
const CLOUDS: [string, Fault | null][] = [
  ["is well", null],
  ...STEPS.flatMap(([step, match]) =>
    CLOUD_FAULTS.map(([effect, fault]): [string, Fault] => [
      `${effect} when ${step}`,
      { match, ...fault },
    ]),
  ),
];

let postgres: PostgresServer;
let database: Client;
let servers: OwnServers;
const known = Array.from({ length: KNOWN }, newAddress);

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase("uniform");
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], {
    DATABASE_URL: url,
    RATE_LIMIT_MULTIPLIER: "10000",
  });
  database = new Client({ connectionString: url });
  await database.connect();
  await askForLinks(
    known.map((email) => ask("register", email)),
    AT_ONCE,
  );
  await expect.poll(() => servers.emulator.store.state.messages.length).toBe(KNOWN);
});

test.afterAll(async () => {
  await database?.end();
  await servers?.stop();
  await postgres?.stop();
});

test("19: take-over: tell known from new addresses by words or time, during any cloud fault", {
  tag: "@deep",
}, async () => {
  test.setTimeout(600_000);
  for (const [cloud, fault] of CLOUDS) {
    // Recovering creates no identity.
    for (const route of ROUTES.slice(0, cloud.endsWith("creating the identity") ? 1 : 2)) {
      await expectAlike(`${route}, the cloud ${cloud}`, async () => {
        await beginWith(fault);
        return mixed(route);
      });
    }
  }
});

for (const route of ROUTES) {
  test(`19: take-over: tell known addresses by how the work after ${route} slows the next responses`, {
    tag: "@deep",
  }, async () => {
    test.setTimeout(600_000);
    await expectAlike(`${route}, in blocks`, async () => {
      await beginWith(null);
      return inBlocks(route);
    });
  });
}

/** Removes unfinished tasks of earlier faults, and tokens, so that fetching one counts. */
async function beginWith(fault: Fault | null): Promise<void> {
  const { faults, store } = servers.emulator;
  faults.clear();
  await database.query("DELETE FROM outbox");
  store.state.accessTokens = [];
  if (fault) faults.plant(fault);
}

type Samples = { known: Sample[]; fresh: Sample[] };

/**
 * With this many comparisons, some lie further apart than one in a thousand by chance. Such a one is sampled again, and a
 * real difference shows again.
 */
async function expectAlike(what: string, sample: () => Promise<Samples>): Promise<void> {
  const first = compare(await sample());
  const again = first < CRITICAL_DISTANCE ? null : compare(await sample());
  const figures = [first, again].flatMap((apart) => apart?.toFixed(3) ?? []).join(", then ");
  test.info().annotations.push({ type: what, description: figures });
  process.stdout.write(`${what}: ${figures}\n`);
  expect.soft(again ?? first, what).toBeLessThan(CRITICAL_DISTANCE);
}

function compare({ known, fresh }: Samples): number {
  const answers = new Set([...known, ...fresh].map(({ answer }) => answer));
  expect([...answers]).toEqual([expect.stringMatching(/^\[202,/)]);
  const times = (list: Sample[]) => list.map(({ milliseconds }) => milliseconds);
  return distance(times(known), times(fresh));
}

async function mixed(route: Route): Promise<Samples> {
  const asks = shuffled(
    Array.from({ length: PAIRS }, (_, index) => [askKnown(route, index), askFresh(route)]).flat(),
  );
  const samples = await askForLinks(asks, AT_ONCE);
  const those = (isKnown: boolean) =>
    samples.filter((_, index) => known.includes(asks[index]?.email ?? "") === isKnown);
  return { known: those(true), fresh: those(false) };
}

/** Samples blocks of one kind, so that the work for one kind slows only its own next responses. */
async function inBlocks(route: Route): Promise<Samples> {
  const samples: Samples = { known: [], fresh: [] };
  const kinds = Array.from({ length: PAIRS / BLOCK }, () => ["known", "fresh"] as const).flat();
  for (const kind of shuffled(kinds)) {
    const askOne = kind === "known" ? askKnown : askFresh;
    const asks = Array.from({ length: BLOCK }, (_, index) => askOne(route, index));
    samples[kind].push(...(await askForLinks(asks, 2)));
    await database.query("DELETE FROM outbox WHERE claim IS NULL");
    await expect.poll(async () => (await database.query("SELECT 1 FROM outbox")).rowCount).toBe(0);
  }
  return samples;
}

function ask(route: Route, email: string): Ask {
  return { url: `http://localhost:${APP_PORT}/api/${route}`, email };
}

const askKnown = (route: Route, index: number) => ask(route, known[index % known.length] ?? "");
const askFresh = (route: Route) => ask(route, newAddress());

function shuffled<T>(list: T[]): T[] {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [list[last], list[other]] = [list[other] as T, list[last] as T];
  }
  return list;
}
