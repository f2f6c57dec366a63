import type { IncomingMessage, ServerResponse } from "node:http";
import { createEmulator, type Emulator } from "./cloud/emulator.ts";
import { createFilePersistence } from "./cloud/file-persistence.ts";
import { signingKey } from "./cloud/keys.ts";
import { Refusal } from "./cloud/refusal.ts";
import { jsonResponse, type SentResponse } from "./cloud/sent-response.ts";
import type { Settings } from "./cloud/settings.ts";
import type { Dispatch } from "./dispatch.ts";
import { createEndpoints } from "./endpoints.ts";
import { sendResponse, toRequest, UnacceptableMessage } from "./http-bridge.ts";
import { demandLoopbackHost } from "./loopback-host.ts";
import { listenOnLoopback } from "./loopback-server.ts";

export type RunningEmulator = { origin: string; emulator: Emulator; close(): Promise<void> };

/**
 * Serves an emulator on loopback, as `http://localhost:PORT`.
 *
 * @param options `port`: 0 for any free one. `appOrigin`: the app that uses the emulator. `seed`: `starter`, `blank` or the path
 * of a seed file. `stateFile`: keeps the state across restarts. `settings`: those that differ from the defaults.
 * @throws Error in plain words when the port is taken
 */
export async function startEmulator(options: {
  port: number;
  appOrigin: string;
  seed?: string | undefined;
  stateFile?: string | undefined;
  settings?: Partial<Settings> | undefined;
}): Promise<RunningEmulator> {
  let answer = (_: IncomingMessage, reply: ServerResponse) => void reply.destroy();
  const server = await listenOnLoopback(options.port, (message, reply) => answer(message, reply));
  const origin = `http://localhost:${server.port}`;
  const emulator = createEmulator({
    origins: { auth: origin, api: origin, app: options.appOrigin },
    seed: options.seed,
    settings: options.settings,
    persistence: options.stateFile ? createFilePersistence(options.stateFile) : undefined,
  });
  const dispatch = createEndpoints(emulator);
  answer = (message, reply) => void respond(dispatch, origin, message, reply);
  // Generated before the first request: on a busy machine that takes longer than the app waits for the cloud.
  const { applications } = emulator.store.state.world;
  await Promise.all(applications.map(({ id }) => signingKey(emulator, id)));
  return { origin, emulator, close: server.close };
}

async function respond(
  dispatch: Dispatch,
  origin: string,
  message: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const response = await answerTo(dispatch, origin, message);
  if (message.readableAborted) return void reply.destroy();
  if (!message.complete) reply.setHeader("connection", "close");
  sendResponse(response, reply);
}

async function answerTo(
  dispatch: Dispatch,
  origin: string,
  message: IncomingMessage,
): Promise<SentResponse> {
  try {
    demandLoopbackHost(message.headers.host);
    const response = await dispatch(await toRequest(message, origin));
    return response ?? errorResponse(404, "not_found", "not found");
  } catch (error) {
    if (error instanceof Refusal) return error.response();
    if (error instanceof UnacceptableMessage) {
      return errorResponse(error.status, error.code, error.message);
    }
    if (!message.readableAborted) complain(message, error);
    return errorResponse(500, "internal_server_error", "internal server error");
  }
}

function complain({ method, url }: IncomingMessage, error: unknown): void {
  const path = url?.replace(/\?.*/, "");
  process.stderr.write(`emulator: ${method} ${path} failed: ${describe(error)}\n`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function errorResponse(status: number, code: string, message: string): SentResponse {
  return jsonResponse({ code, message }, { status });
}
