import { randomInt } from "node:crypto";
import { rm } from "node:fs/promises";
import { PGlite } from "@electric-sql/pglite";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { AppBrowser } from "../../support/app-browser.ts";
import { startPostgres } from "../../support/postgres-server.ts";
import { type OwnServers, startOwnServers } from "../support/next-servers.ts";
import { newAddress } from "../support/person.ts";
import { seededRandom } from "../support/seeded-random.ts";

const APP_PORT = 3311;
const EMULATOR_PORT = 4711;
const ORIGIN = `http://localhost:${APP_PORT}`;
const FOLDER = `.data/database-localhost-${APP_PORT}`;

const PEOPLE = 50;
const AT_ONCE = 10;
/** A dead process's claim expires after a minute, and the poll finds its task within two more seconds. */
const CLAIM_EXPIRES_MS = 65_000;
const PATIENCE_MS = 240_000;

/** The moments of the kill: at a response, or after the cloud acted and before it could respond. */
const MOMENTS = [
  { what: "answer", path: null, of: 2 * PEOPLE },
  { what: "mail", path: /credential-binding-jobs$/, of: PEOPLE },
  { what: "revoked token", path: /\/revoke$/, of: PEOPLE },
] as const;

type Moment = (typeof MOMENTS)[number];

/** Without the look for unknown links, which is due only 16 minutes after a sign-in. */
const COUNT_TASKS =
  "SELECT count(*)::int AS tasks FROM outbox WHERE kind <> 'revoke_unknown_links'";

const LOCATIONS = {
  PostgreSQL: async () => {
    const postgres = await startPostgres();
    const url = await postgres.createDatabase("killed");
    const countTasks = async () => {
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(COUNT_TASKS);
      await client.end();
      return rows[0];
    };
    return { variables: { DATABASE_URL: url }, countTasks, remove: postgres.stop };
  },
  "the embedded database": async () => {
    const remove = () => rm(FOLDER, { recursive: true, force: true });
    await remove();
    const countTasks = async () => {
      const database = await PGlite.create(FOLDER);
      const { rows } = await database.query(COUNT_TASKS);
      await database.close();
      return rows[0];
    };
    return { variables: {}, countTasks, remove };
  },
};

for (const [name, prepare] of Object.entries(LOCATIONS)) {
  test(`a server on ${name} killed amid ${PEOPLE} sign-outs and registrations does every task once`, {
    tag: "@deep",
  }, async () => {
    test.setTimeout(2 * PATIENCE_MS);
    const seed = Number(process.env.KILL_SEED ?? randomInt(1_000_000));
    const random = seededRandom(seed);
    note("KILL_SEED", `${seed}`);
    const location = await prepare();
    const servers = await startOwnServers(EMULATOR_PORT, [APP_PORT], {
      ...location.variables,
      RATE_LIMIT_MULTIPLIER: "100",
    });
    try {
      const people = await joinAll(servers);
      const accepted: string[] = [];
      const unanswered: string[] = [];
      let killedAt = 0;
      for (const moment of MOMENTS) {
        await eachOf(people, async (browser) => void (await browser.signIn()));
        const round = await killAmid(servers, people, moment, 1 + Math.floor(random() * moment.of));
        killedAt = Date.now();
        accepted.push(...round.accepted);
        unanswered.push(...round.unanswered);
        await servers.restart();
        // A user who saw no response tries again.
        await eachOf(round.stillHere, async (browser) => void (await browser.signOut()));
      }

      const until = killedAt + CLAIM_EXPIRES_MS;
      await expect
        .poll(() => Date.now() > until && isAllDone(servers, accepted), { timeout: PATIENCE_MS })
        .toBe(true);
      await servers.end();
      expect(await location.countTasks()).toEqual({ tasks: 0 });
      const { refreshTokens } = servers.emulator.store.state;
      expect(refreshTokens).toHaveLength(MOMENTS.length * PEOPLE);
      expect(refreshTokens.filter(({ revokedAt }) => revokedAt === undefined)).toEqual([]);
      expect(accepted.map((address) => cloudHas(servers, address))).toEqual(
        accepted.map(() => ({ identities: 1, mails: 1, openLinks: 1 })),
      );
      const paidOrUnknown = unanswered.map((address) => cloudHas(servers, address));
      expect(
        paidOrUnknown.filter(({ identities, mails, openLinks }) => {
          return identities !== mails || mails !== openLinks || mails > 1;
        }),
      ).toEqual([]);
    } finally {
      await servers.stop();
      await location.remove();
    }
  });
}

function note(type: string, description: string): void {
  test.info().annotations.push({ type, description });
  process.stdout.write(`${type}: ${description}\n`);
}

async function joinAll({ emulator }: OwnServers): Promise<AppBrowser[]> {
  const people = Array.from(
    { length: PEOPLE },
    () => new AppBrowser(emulator, (request) => fetch(request, { redirect: "manual" })),
  );
  await eachOf(people, (browser) => browser.join(newAddress()));
  return people;
}

/** Signs all users out and registers as many at once, and kills the server at the given moment. */
async function killAmid(
  servers: OwnServers,
  people: AppBrowser[],
  { what, path }: Moment,
  times: number,
) {
  const { faults, journal } = servers.emulator;
  const revokedBefore = countRevoked(servers);
  // The delays keep some tasks running at any time.
  faults.plant({ match: { method: "POST", path: "/credential-binding-jobs" }, delay_ms: 200 });
  faults.plant({ match: { method: "POST", path: "/revoke" }, delay_ms: 200 });
  let left = times;
  const countDown = () => {
    left -= 1;
    if (left === 0) servers.kill();
  };
  const { record } = journal;
  journal.record = (entry) => {
    record(entry);
    // The emulator has not responded yet.
    if (path?.test(entry.path)) countDown();
  };
  const answered = () => {
    if (path === null) countDown();
  };
  const stillHere: AppBrowser[] = [];
  const accepted: string[] = [];
  const unanswered: string[] = [];
  const leave = async (browser: AppBrowser) => {
    const status = await browser.signOut().catch(() => null);
    if (status === null) return void stillHere.push(browser);
    expect(status).toBe(302);
    answered();
  };
  const register = async (address: string) => {
    const status = await statusOfRegistration(address).catch(() => null);
    if (status === null) return void unanswered.push(address);
    expect(status).toBe(202);
    accepted.push(address);
    answered();
  };
  const addresses = people.map(newAddress);
  await Promise.all(people.flatMap((browser, i) => [leave(browser), register(addresses[i] ?? "")]));
  await expect.poll(() => left <= 0, { timeout: PATIENCE_MS }).toBe(true);
  journal.record = record;
  faults.clear();
  const mailed = addresses.filter((address) => cloudHas(servers, address).mails > 0).length;
  const revoked = countRevoked(servers) - revokedBefore;
  note(
    `killed at ${what} ${times}`,
    `${accepted.length} registrations and ${PEOPLE - stillHere.length} sign-outs answered, ${mailed} mailed, ${revoked} revoked`,
  );
  expect(mailed + revoked).toBeLessThan(2 * PEOPLE);
  return { accepted, unanswered, stillHere };
}

async function statusOfRegistration(email: string): Promise<number> {
  const response = await fetch(`${ORIGIN}/api/register`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email }),
  });
  return response.status;
}

function isAllDone(servers: OwnServers, accepted: string[]): boolean {
  return (
    countRevoked(servers) === servers.emulator.store.state.refreshTokens.length &&
    accepted.every((address) => cloudHas(servers, address).mails > 0)
  );
}

function countRevoked({ emulator }: OwnServers): number {
  return emulator.store.state.refreshTokens.filter(({ revokedAt }) => revokedAt !== undefined)
    .length;
}

function cloudHas({ emulator }: OwnServers, address: string) {
  const { identities, messages, bindingJobs } = emulator.store.state;
  const own = identities.filter(({ traits }) => traits.username === address);
  const jobs = bindingJobs.filter(({ identityId }) => own.some(({ id }) => id === identityId));
  return {
    identities: own.length,
    mails: messages.filter(({ to }) => to === address).length,
    openLinks: jobs.filter(({ state }) => state === "LINK_SENT").length,
  };
}

/** Runs a task for each item, a few at a time. */
async function eachOf<T>(all: T[], task: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await task(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
