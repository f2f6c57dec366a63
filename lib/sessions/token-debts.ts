import type { sessions } from "@/lib/database/schema";
import type { Debt } from "@/lib/outbox/debts";

type Held = Pick<
  typeof sessions.$inferSelect,
  "id" | "issuer" | "identityId" | "tokens" | "backendToken"
>;

/** @returns what is owed once a session is over: that nobody holds what was given out for it. */
export function tokenDebts({ id, issuer, identityId, tokens, backendToken }: Held): Debt[] {
  const about = { issuer, identityId, sessionId: id };
  const debts: Debt[] = [];
  if (tokens !== null) debts.push({ kind: "revoke_tokens", payload: { ...about, tokens } });
  if (backendToken !== null) {
    debts.push({ kind: "drop_backend_token", payload: { ...about, backendToken } });
  }
  return debts;
}
