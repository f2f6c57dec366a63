import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { accountEpochs } from "@/lib/database/schema";
import type { Owner } from "@/lib/sessions/registry";

const countSchema = z.object({ rows: z.tuple([z.object({ count: z.coerce.number() })]) });

/**
 * What creates a way into an account asks this first, even before it knows which account: no clocks are compared, so that
 * processes whose clocks differ agree.
 *
 * @returns how often the ways into some account have been closed so far
 * @throws Failure `service_unavailable`
 */
export async function currentEpoch(): Promise<number> {
  const result = await inDatabase((db) =>
    db.execute(sql`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS count FROM closings`),
  );
  return countSchema.parse(result).rows[0].count;
}

/**
 * Says that the ways into an account are closed: whatever began before must be undone.
 *
 * @param tx a transaction that holds the account's lock
 * @returns the number of this closing
 */
export async function raiseEpoch(tx: Database, { issuer, identityId }: Owner): Promise<number> {
  const epoch = sql`nextval('closings')`;
  const [raised] = await tx
    .insert(accountEpochs)
    .values({ issuer, identityId, epoch })
    .onConflictDoUpdate({
      target: [accountEpochs.issuer, accountEpochs.identityId],
      set: { epoch },
    })
    .returning({ epoch: accountEpochs.epoch });
  if (!raised) throw new Error("an upsert gave no row");
  return raised.epoch;
}

/**
 * @param tx a transaction that holds the account's lock
 * @param epoch when something began
 * @returns whether the ways into the account have been closed since
 */
export async function isClosedSince(
  tx: Database,
  { issuer, identityId }: Owner,
  epoch: number,
): Promise<boolean> {
  const [closed] = await tx
    .select({ epoch: accountEpochs.epoch })
    .from(accountEpochs)
    .where(and(eq(accountEpochs.issuer, issuer), eq(accountEpochs.identityId, identityId)));
  return closed !== undefined && closed.epoch > epoch;
}
