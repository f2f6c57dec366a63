import type { sessions } from "@/lib/database/schema";
import type { Task } from "@/lib/outbox/tasks";

type Held = Pick<
  typeof sessions.$inferSelect,
  "id" | "issuer" | "identityId" | "tokens" | "backendToken"
>;

/** @returns the tasks that revoke the tokens of a session once it has ended. */
export function tokenTasks({ id, issuer, identityId, tokens, backendToken }: Held): Task[] {
  const about = { issuer, identityId, sessionId: id };
  const tasks: Task[] = [];
  if (tokens !== null) tasks.push({ kind: "revoke_tokens", payload: { ...about, tokens } });
  if (backendToken !== null) {
    tasks.push({ kind: "drop_backend_token", payload: { ...about, backendToken } });
  }
  return tasks;
}
