import "server-only";

/**
 * Writes one structured line to the server's log.
 *
 * @param fields codes and names only: never tokens, links, users' addresses or text that the cloud sent
 */
export function logEvent(event: string, fields: Record<string, string | number | undefined>): void {
  console.info(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
}
