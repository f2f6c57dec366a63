import "server-only";

/**
 * Writes one structured line to the server's log. Give it codes and names only: never tokens, links, addresses of
 * people or what the cloud said.
 */
export function logEvent(event: string, fields: Record<string, string | number | undefined>): void {
  console.info(JSON.stringify({ at: new Date().toISOString(), event, ...fields }));
}
