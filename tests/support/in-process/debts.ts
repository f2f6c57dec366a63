import type { Debt, DebtKind, Handlers } from "@/lib/outbox/debts";

export const owner = { issuer: "https://issuer.example", identityId: "ada" };

/** @returns a debt with an id, by which a test sees that it was paid. */
export function linkDebt(jobId: string): Debt & { kind: "revoke_link" } {
  return { kind: "revoke_link", payload: { ...owner, jobId } };
}

/** @returns handlers that fail for every kind of debt that a test does not name. */
export function handlersWith(own: Partial<Handlers>): Handlers {
  const unexpected = (kind: DebtKind) => async () => {
    throw new Error(`no ${kind} is expected`);
  };
  return {
    revoke_tokens: unexpected("revoke_tokens"),
    drop_backend_token: unexpected("drop_backend_token"),
    revoke_link: unexpected("revoke_link"),
    revoke_unknown_links: unexpected("revoke_unknown_links"),
    close_behind_passkey: unexpected("close_behind_passkey"),
    notice_passkeys: unexpected("notice_passkeys"),
    mail_link: unexpected("mail_link"),
    delete_identity: unexpected("delete_identity"),
    delete_unused_identity: unexpected("delete_unused_identity"),
    forget_account: unexpected("forget_account"),
    ...own,
  };
}
