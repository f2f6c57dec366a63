import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { applicationPath, seed } from "../../mocks/cloud/seed.ts";

/** @returns a management token with all scopes */
export async function managementToken({ origin }: { origin: string }): Promise<string> {
  const { adminRealm, managementApplication: client } = seed;
  const response = await fetch(`${origin}${applicationPath(adminRealm.id, client.id)}/token`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.clientId}:${client.clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (await response.json()).access_token;
}

/** A run of the command in its own process. */
export type ProvisionProcess = {
  child: ChildProcess;
  said: () => string;
  ended: Promise<number | null>;
};

/** @param variables of the process, which gets only PATH of this machine's own */
export function startProvision(
  flags: string[],
  variables: Record<string, string>,
  input = "",
): ProvisionProcess {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "--", "scripts/provision.ts", ...flags],
    {
      env: { PATH: process.env.PATH, NODE_ENV: "production", ...variables },
    },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  child.stdin.end(input);
  return { child, said: () => said, ended: once(child, "close").then(([code]) => code) };
}
