import { type RunningDjango, runDjango } from "../../backends/support/run-django.ts";
import { keepSecrets } from "./recording.ts";
import type { Servers } from "./servers.ts";

/** By the database itself, as tokens are deleted in the course of the tests. */
const NOTE_EVERY_TOKEN = `
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE given_out (token TEXT)")
    cursor.execute("""
        CREATE TRIGGER note_token AFTER INSERT ON authtoken_token
        BEGIN INSERT INTO given_out VALUES (new.key); END
    """)
`;

const TELL_EVERY_TOKEN = `
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT token FROM given_out")
    for (token,) in cursor.fetchall():
        print(token)
`;

/**
 * Starts the Django example; when it stops, every token that it has given out is kept for the taint test.
 *
 * @param servers in front of it
 */
export async function startRecordedDjango(
  servers: Servers,
  variables: Record<string, string>,
): Promise<RunningDjango> {
  const django = await runDjango(variables);
  django.shell(NOTE_EVERY_TOKEN);
  return {
    ...django,
    stop: () => {
      const tokens = django.shell(TELL_EVERY_TOKEN).split("\n").filter(Boolean);
      keepSecrets(
        servers,
        tokens.map((value) => ({ kind: "backend_token", value })),
      );
      return django.stop();
    },
  };
}
