import { expect, test } from "@playwright/test";
import { type PostgresServer, startPostgres } from "../../support/postgres-server.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { newAddress } from "../support/person.ts";

const APP_PORT = 3301;
const EMULATOR_PORT = 4701;

const PAIRS = 200;
const AT_ONCE = 20;
const KNOWN = 20;
/** Of two samples of 200, by chance alone, one in a thousand lies further apart (Kolmogorov-Smirnov). */
const CRITICAL_DISTANCE = 1.95 * Math.sqrt(2 / PAIRS);

type Sample = { answer: string; milliseconds: number };

async function ask(route: string, email: string): Promise<Sample> {
  const startedAt = performance.now();
  const response = await fetch(`http://localhost:${APP_PORT}/api/${route}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  const milliseconds = performance.now() - startedAt;
  return { answer: await everythingOf(response), milliseconds };
}

async function everythingOf(response: Response): Promise<string> {
  const headers = [...response.headers].filter(([name]) => name !== "date");
  return JSON.stringify([response.status, headers, await response.text()]);
}

/** Samples both kinds of addresses, mixed at random, a few at once. */
async function sample(route: string, known: string[]) {
  const samples = { known: [] as Sample[], fresh: [] as Sample[] };
  const kinds = Array.from({ length: 2 * PAIRS }, (_, index) => index % 2 === 0).sort(
    () => Math.random() - 0.5,
  );
  const worker = async () => {
    for (let isKnown = kinds.shift(); isKnown !== undefined; isKnown = kinds.shift()) {
      const email = isKnown ? (known[kinds.length % known.length] ?? "") : newAddress();
      samples[isKnown ? "known" : "fresh"].push(await ask(route, email));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return samples;
}

/** @returns the greatest distance between two empirical distributions, 0 to 1. */
function distance(a: number[], b: number[]): number {
  const share = (values: number[], limit: number) =>
    values.filter((value) => value <= limit).length / values.length;
  return Math.max(...[...a, ...b].map((limit) => Math.abs(share(a, limit) - share(b, limit))));
}

let postgres: PostgresServer;
let servers: OwnServers;

test.beforeAll(async () => {
  postgres = await startPostgres();
  servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], {
    DATABASE_URL: await postgres.createDatabase("uniform"),
    RATE_LIMIT_MULTIPLIER: "100",
  });
});

test.afterAll(async () => {
  await servers?.stop();
  await postgres?.stop();
});

test("19: take-over: register and recover answer known and new addresses alike, in words and in time", {
  tag: "@deep",
}, async () => {
  const known = Array.from({ length: KNOWN }, newAddress);
  await Promise.all(known.map((address) => ask("register", address)));
  const routes = ["register", "recover"];
  const sampled = await Promise.all(routes.map((route) => sample(route, known)));
  for (const [index, { known, fresh }] of sampled.entries()) {
    const answers = new Set([...known, ...fresh].map(({ answer }) => answer));
    expect([...answers]).toEqual([expect.stringMatching(/^\[202,/)]);
    const times = (list: Sample[]) => list.map(({ milliseconds }) => milliseconds);
    const apart = distance(times(known), times(fresh));
    test.info().annotations.push({ type: routes[index] ?? "", description: apart.toFixed(3) });
    expect(apart, routes[index]).toBeLessThan(CRITICAL_DISTANCE);
  }
});
