import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningDjango, runDjango } from "../../backends/support/run-django.ts";
import { keepSecrets } from "./recording.ts";
import type { Servers } from "./servers.ts";

/** Records each token when it is issued, because the database only has hashes. */
const RECORDING_SETTINGS = `
import json, os
from backend.settings import *

MIDDLEWARE = ["recording_settings.note_tokens", *MIDDLEWARE]

def note_tokens(get_response):
    def answer(request):
        response = get_response(request)
        if request.path == "/auth/exchange" and response.status_code == 200:
            with open(os.environ["GIVEN_OUT"], "a") as file:
                file.write(json.loads(response.content)["token"] + "\\n")
        return response
    return answer
`;

/** The Django example, and every token that it has issued so far. */
export type RecordedDjango = RunningDjango & { givenOut(): string[] };

/**
 * Starts the Django example. When it stops, every token that it has issued is recorded for the taint test.
 *
 * @param servers the app's servers in front of it
 */
export async function startRecordedDjango(
  servers: Servers,
  variables: Record<string, string>,
): Promise<RecordedDjango> {
  const folder = mkdtempSync(join(tmpdir(), "recording-"));
  const file = join(folder, "given-out");
  writeFileSync(join(folder, "recording_settings.py"), RECORDING_SETTINGS);
  writeFileSync(file, "");
  const django = await runDjango({
    ...variables,
    PYTHONPATH: folder,
    DJANGO_SETTINGS_MODULE: "recording_settings",
    GIVEN_OUT: file,
  });
  const givenOut = () => readFileSync(file, "utf8").split("\n").filter(Boolean);
  return {
    ...django,
    givenOut,
    stop: async () => {
      await django.stop();
      keepSecrets(
        servers,
        givenOut().map((value) => ({ kind: "backend_token", value })),
      );
      rmSync(folder, { recursive: true });
    },
  };
}
