import "server-only";
import { countEvent } from "@/lib/count-event";

/**
 * Writes one structured line to the server's log.
 *
 * @param fields codes and names only: never tokens, links, users' addresses or text that the cloud sent
 */
export function logEvent(event: string, fields: Record<string, string | number | undefined>): void {
  countEvent(event, typeof fields.reason === "string" ? fields.reason : undefined);
  console.info(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
}
