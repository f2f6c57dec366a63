import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Client } from "../../../outside-clients/support/client.ts";
import { visitorWith } from "../../../outside-clients/support/own-tenant.ts";
import { ProviderVisitor } from "../../../support/provider-visitor.ts";

const PROCESS = fileURLToPath(new URL("provider-process.ts", import.meta.url));

/** A provider in another process, one of its clients, and a user of it. */
export type MeasuredProvider = {
  /** Its access tokens are opaque. */
  client: Client;
  /** Its access tokens are signed, as the cloud's are at first. oidc-provider has none. */
  signed: Client | undefined;
  visit(authorization: URL): Promise<URL>;
  /** The processor time of its process so far. */
  spentMs(): Promise<number>;
  close(): Promise<void>;
};

/** Starts a provider in a process of its own, so that its work is measured without that of the client. */
export async function startMeasured(name: "emulator" | "oidc-provider"): Promise<MeasuredProvider> {
  const child = fork(PROCESS, [name], { execArgv: ["--import", "tsx"], silent: true });
  const { client, signed, link } = await next(child);
  return {
    ...{ client, signed },
    visit: link ? await visitorWith(link) : (address) => new ProviderVisitor("ada").answer(address),
    async spentMs() {
      child.send("processor time");
      const { user, system } = await next(child);
      return (user + system) / 1000;
    },
    async close() {
      const closed = once(child, "exit");
      child.disconnect();
      await closed;
    },
  };
}

async function next(child: ChildProcess) {
  const [message] = await once(child, "message");
  return message;
}
