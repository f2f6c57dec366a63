import "server-only";
import { and, eq, gt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { lockAllAccounts } from "@/lib/accounts/account-lock";
import { inDatabase } from "@/lib/database/database";
import type { Database } from "@/lib/database/open-database";
import { accountEpochs } from "@/lib/database/schema";
import type { Owner } from "@/lib/sessions/registry";

/** Means every account, including those without a row. No issuer has this name. */
const ALL_ACCOUNTS: Owner = { issuer: "everybody", identityId: "everybody" };

const countSchema = z.object({ rows: z.tuple([z.object({ count: z.coerce.number() })]) });

/**
 * Reads the current epoch. Code that begins a sign-in or a link reads it first, even before it knows the account. No clocks
 * are compared, so processes with different clocks agree.
 *
 * @returns how often access to any account has been revoked so far
 * @throws Failure `service_unavailable`
 */
export async function currentEpoch(): Promise<number> {
  const result = await inDatabase((db) =>
    db.execute(sql`SELECT CASE WHEN is_called THEN last_value ELSE 0 END AS count FROM closings`),
  );
  return countSchema.parse(result).rows[0].count;
}

/**
 * Records that access to an account is revoked. A sign-in or a link that began before must be undone.
 *
 * @param tx a transaction that holds the account's lock
 * @returns the account's new epoch
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
 * Records that access to every account is revoked. A sign-in or a link that began before must be undone. Existing sessions
 * and links stay, and the caller revokes them afterwards.
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
 * @param epoch the epoch at which the sign-in or the link began
 * @returns whether access to the account has been revoked since
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
