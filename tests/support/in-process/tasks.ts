import type { Handlers, Task, TaskKind } from "@/lib/outbox/tasks";

export const owner = { issuer: "https://issuer.example", identityId: "ada" };

/** A task that says which one it is, so that a test can tell what was run. */
export function linkTask(jobId: string): Task & { kind: "revoke_link" } {
  return { kind: "revoke_link", payload: { ...owner, jobId } };
}

/** Handlers that do nothing: whatever a test does not name must not become due. */
export function handlersWith(own: Partial<Handlers>): Handlers {
  const unexpected = (kind: TaskKind) => async () => {
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
