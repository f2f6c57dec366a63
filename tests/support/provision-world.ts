import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getResponse, type HttpHandler } from "msw";
import { onTestFinished } from "vitest";
import { createEmulator, type Emulator } from "../../mocks/cloud/emulator.ts";
import { applicationPath, seed } from "../../mocks/cloud/seed.ts";
import { createHandlers } from "../../mocks/handlers.ts";
import type { Io } from "../../scripts/provision/io.ts";
import type { Report } from "../../scripts/provision/report.ts";
import { runProvision } from "../../scripts/provision/run.ts";
import type { SoftwareDevice } from "./software-device.ts";

const ORIGIN = "http://localhost:4400";

/** Making an emulator takes longer than a whole test, so all worlds of a file share one, which begins again with each. */
const emulators = new Map<string, { emulator: Emulator; handlers: HttpHandler[] }>();

/** What one run of the command did. */
export type Run = { code: number; report: Report; output: string; error: string };

/** A tenant of the emulator, and a folder for environment files. */
export class ProvisionWorld {
  readonly emulator: Emulator;
  readonly folder = mkdtempSync(join(tmpdir(), "provision-"));
  readonly envFile = join(this.folder, ".env.local");
  /** The requests to the cloud, as `POST /realms`. */
  readonly calls: string[] = [];
  private readonly handlers: HttpHandler[];
  private ownToken: Promise<string> | undefined;

  constructor(world: "blank" | "starter" = "blank") {
    const { emulator, handlers } = emulators.get(world) ?? started(world);
    emulator.store.reset();
    emulator.faults.clear();
    this.emulator = emulator;
    this.handlers = handlers;
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  get text(): string {
    return readFileSync(this.envFile, "utf8");
  }

  get world() {
    return this.emulator.store.state.world;
  }

  /** Answers as the emulator does. */
  readonly send = async (request: Request): Promise<Response> => {
    this.calls.push(
      `${request.method} ${new URL(request.url).pathname.replace(/^\/v1\/tenants\/\w+/, "")}`,
    );
    const response = await getResponse(this.handlers, request);
    if (!response || response.type === "error") throw new TypeError("fetch failed");
    return response;
  };

  /** @param scopes or undefined for all of them */
  async token(scopes?: string): Promise<string> {
    const { adminRealm, managementApplication: application } = seed;
    const response = await this.send(
      new Request(`${ORIGIN}${applicationPath(adminRealm.id, application.id)}/token`, {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(`${application.clientId}:${application.clientSecret}`)}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: new URLSearchParams({
          grant_type: "client_credentials",
          ...(scopes === undefined ? {} : { scope: scopes }),
        }).toString(),
      }),
    );
    return (await response.json()).access_token;
  }

  /** Registers a user in the realm that was made, who binds a passkey if there is a device. */
  async register(device?: SoftwareDevice): Promise<void> {
    const { tenant, realms, authenticator_configs: configs } = this.world;
    const identities = `${ORIGIN}/v1/tenants/${tenant.id}/realms/${realms.at(-1)?.id}/identities`;
    const username = "ada@example.com";
    const traits = { type: "traits_v0", username, primary_email_address: username };
    const { id } = await this.post(identities, { identity: { display_name: "Ada", traits } });
    if (!device) return;
    const job = { delivery_method: "RETURN", authenticator_config_id: configs.at(-1)?.id };
    const made = await this.post(`${identities}/${id}/credential-binding-jobs`, { job });
    await device.bind(made.credential_binding_link);
  }

  private async post(url: string, body: object) {
    const authorization = `Bearer ${await this.token()}`;
    const request = { method: "POST", headers: { authorization }, body: JSON.stringify(body) };
    return (await this.send(new Request(url, request))).json();
  }

  /** Runs `provision --json` with these flags. */
  async run(flags: string[] = ["--yes"], io: Partial<Io> = {}): Promise<Run> {
    this.ownToken ??= this.token();
    const token = await this.ownToken;
    let output = "";
    let error = "";
    const code = await runProvision({
      arguments: ["--json", "--env-file", this.envFile, ...flags],
      variables: { BEYOND_IDENTITY_API_TOKEN: token },
      readInput: async () => token,
      writeOutput: (text) => {
        output += text;
      },
      writeError: (text) => {
        error += text;
      },
      prompts: null,
      signal: new AbortController().signal,
      send: this.send,
      pause: async () => undefined,
      ...io,
    });
    return { code, report: output.startsWith("{") ? JSON.parse(output) : {}, output, error };
  }
}

function started(world: "blank" | "starter") {
  const origins = { auth: ORIGIN, api: ORIGIN, app: "http://localhost:3000" };
  const emulator = createEmulator({ origins, seed: world });
  const started = { emulator, handlers: createHandlers(emulator) };
  emulators.set(world, started);
  return started;
}
