import { Client } from "pg";

/** What the app holds after a year with 100,000 users, of whom some have several devices. */
export const ROWS = {
  accounts: 100_000,
  sessions: 300_000,
  auditEvents: 1_000_000,
  rateLimits: 200_000,
  callbacks: 50_000,
  tasks: 100_000,
  openLinks: 20_000,
} as const;

/** The tables that it fills. */
export const LARGE_TABLES = [
  "account_epochs",
  "audit_events",
  "binding_jobs",
  "callbacks",
  "known_passkeys",
  "outbox",
  "rate_limits",
  "registrations",
  "sessions",
] as const;

/**
 * Fills a migrated database, and collects the planner's statistics.
 *
 * @param issuer of all accounts
 * @param sealed what every session holds as its tokens, in the form of a compact JWE
 */
export async function fillDatabase(url: string, issuer: string, sealed: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SET synchronous_commit = off");
    // Building an index of all rows at the end is several times faster than extending it with each row.
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(INDEXES);
    for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
    for (const statement of statements(client.escapeLiteral(issuer), client.escapeLiteral(sealed)))
      await client.query(statement);
    for (const { definition } of indexes) await client.query(definition);
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

/** All but those of primary keys. */
const INDEXES = `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
  WHERE schemaname = 'public' AND indexname NOT IN (SELECT conname FROM pg_constraint)`;

/** Identities are numbered. Moments are spread over the time that the app keeps the rows. */
function statements(issuer: string, sealed: string): string[] {
  const identity = (modulus: number) => `'filled-' || i % ${modulus}`;
  const series = (count: number) => `FROM generate_series(1, ${count}) AS i`;
  // In ascending order, which the primary key takes fastest.
  const id = "lpad(to_hex(i), 32, '0')::uuid";
  const ago = (interval: string) => `now() - random() * interval '${interval}'`;
  return [
    `INSERT INTO sessions (id, issuer, identity_id, email, created_at, authenticated_at, last_seen_at, checked_at,
       confirmed_at, expires_at, tokens, access_token_expires_at)
     SELECT ${id}, ${issuer}, ${identity(ROWS.accounts)}, 'filled-' || i % ${ROWS.accounts} || '@example.com',
       now() - interval '3 days', now() - interval '3 days', ${ago("2 days")}, ${ago("2 days")}, ${ago("2 days")},
       now() + interval '1 hour' + random() * interval '11 days', ${sealed}, ${ago("2 days")} ${series(ROWS.sessions)}`,
    `INSERT INTO audit_events (id, at, type, issuer, identity_id, correlation_id)
     SELECT ${id}, ${ago("89 days")}, (ARRAY['signed_in', 'signed_out', 'link_requested'])[1 + i % 3],
       ${issuer}, ${identity(ROWS.accounts)}, gen_random_uuid() ${series(ROWS.auditEvents)}`,
    `INSERT INTO rate_limits (key, points, expire)
     SELECT 'filled:3600:' || md5(i::text), 1, now() + interval '1 hour' + random() * interval '1 day'
     ${series(ROWS.rateLimits)}`,
    `INSERT INTO callbacks (id, claimed_at, session_id)
     SELECT md5(i::text), ${ago("30 minutes")}, gen_random_uuid() ${series(ROWS.callbacks)}`,
    `INSERT INTO account_epochs (issuer, identity_id, epoch)
     SELECT ${issuer}, ${identity(ROWS.accounts)}, i ${series(ROWS.accounts)}`,
    `INSERT INTO known_passkeys (issuer, identity_id, passkey_id, active)
     SELECT ${issuer}, ${identity(ROWS.accounts)}, gen_random_uuid(), true ${series(ROWS.accounts)}`,
    `INSERT INTO registrations (issuer, identity_id, created_at)
     SELECT ${issuer}, ${identity(ROWS.accounts)}, ${ago("20 hours")} ${series(ROWS.accounts)}`,
    `INSERT INTO binding_jobs (id, issuer, identity_id, job_id, created_at)
     SELECT ${id}, ${issuer}, ${identity(ROWS.openLinks)}, gen_random_uuid(), ${ago("10 minutes")}
     ${series(ROWS.openLinks)}`,
    `INSERT INTO outbox (id, kind, key, payload, created_at, due_at, give_up_at)
     SELECT ${id}, 'revoke_unknown_links', ${identity(ROWS.tasks)}, '{}', now(),
       now() + interval '1 hour', now() + interval '7 days' ${series(ROWS.tasks)}`,
  ];
}
