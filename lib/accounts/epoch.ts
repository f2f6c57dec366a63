import "server-only";
import { and, eq, gt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { lockAllAccounts } from "@/lib/accounts/account-lock";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { accountEpochs } from "@/lib/database/schema";
import type { Owner } from "@/lib/sessions/registry";

/** Stands for every account, also for one that has no row of its own. No issuer has this name. */
const ALL_ACCOUNTS: Owner = { issuer: "everybody", identityId: "everybody" };

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
 * Says that the ways into every account are closed: whatever began before must be undone, whoever it would let in. Rows that
 * let somebody in already stay, and are to be closed afterwards.
 *
 * @throws Failure `service_unavailable`
 */
export async function raiseEpochOfAllAccounts(): Promise<void> {
  await inDatabase((db) =>
    db.transaction(async (tx) => {
      await lockAllAccounts(tx);
      await raiseEpoch(tx, ALL_ACCOUNTS);
    }),
  );
}

/**
 * @param tx a transaction that holds the account's lock
 * @param epoch when something began
 * @returns whether the ways into the account have been closed since
 */
export async function isAccessRevokedSince(
  tx: Database,
  owner: Owner,
  epoch: number,
): Promise<boolean> {
  const isAbout = or(isOf(owner), isOf(ALL_ACCOUNTS));
  return (await tx.$count(accountEpochs, and(isAbout, gt(accountEpochs.epoch, epoch)))) > 0;
}

function isOf({ issuer, identityId }: Owner) {
  return and(eq(accountEpochs.issuer, issuer), eq(accountEpochs.identityId, identityId));
}
