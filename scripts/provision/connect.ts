import { setTimeout } from "node:timers/promises";
import { type CloudHosts, hostsOf } from "../cloud/hosts.ts";
import { createManagementClient, type ManagementClient } from "../cloud/management-client.ts";
import { type ManagementToken, readManagementToken } from "../cloud/management-token.ts";
import { demandGoingOn } from "./going-on.ts";
import type { Io } from "./io.ts";
import type { Options } from "./options.ts";
import { requireFor } from "./provision-error.ts";

/** The tenant to set up. */
export type Connection = { token: ManagementToken; hosts: CloudHosts; client: ManagementClient };

/**
 * @throws ProvisionError `usage` without a token
 * @throws CloudError `token_not_readable`, `unknown_cloud`
 */
export async function connect(
  io: Io,
  { tokenFromInput, yes }: Options,
  say: (line: string) => void,
): Promise<Connection> {
  const token = readManagementToken(await readToken(io, tokenFromInput, yes));
  const apiUrl = io.variables.BEYOND_IDENTITY_API_URL || undefined;
  requireFor(
    apiUrl === undefined || URL.canParse(apiUrl),
    "usage",
    () => "BEYOND_IDENTITY_API_URL is not an address.",
  );
  const hosts = hostsOf(token.issuer, apiUrl === undefined ? undefined : new URL(apiUrl));
  const client = createManagementClient({
    ...{ apiOrigin: hosts.apiOrigin, tenantId: token.tenantId, token: token.token },
    send: io.send,
    pause: async (milliseconds) => {
      demandGoingOn(io.signal);
      await (io.pause ?? pauseUntil(io.signal))(milliseconds);
      demandGoingOn(io.signal);
    },
    onWait: (why, seconds) => say(`${why}. Waiting ${seconds} s …`),
  });
  return { token, hosts, client };
}

function pauseUntil(signal: AbortSignal) {
  return (milliseconds: number) =>
    setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
}

async function readToken(io: Io, fromInput: boolean, yes: boolean): Promise<string> {
  const token = fromInput
    ? await io.readInput()
    : io.variables.BEYOND_IDENTITY_API_TOKEN || (yes ? "" : ((await io.prompts?.token()) ?? ""));
  requireFor(token.trim() !== "", "usage", () =>
    fromInput
      ? "Standard input has no token."
      : "There is no token. Set BEYOND_IDENTITY_API_TOKEN, or write the token to standard input with --token-stdin.",
  );
  return token.trim();
}
