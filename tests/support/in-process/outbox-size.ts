import { inDatabase } from "@/lib/database/database";
import { outbox } from "@/lib/database/schema";

/** @returns how many tasks are queued, claimed or not. */
export function outboxSize(): Promise<number> {
  return inDatabase((db) => db.$count(outbox));
}
