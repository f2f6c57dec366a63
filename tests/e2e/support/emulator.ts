import { expect, test } from "@playwright/test";
import { z } from "zod";
import { emulatorAt, type Servers } from "./servers.ts";

const messageSchema = z.object({
  to: z.string(),
  subject: z.string(),
  link: z.string().optional(),
  otp: z.string().optional(),
});
const inboxSchema = z.object({ messages: z.array(messageSchema) });

const issuedSchema = z.object({
  secrets: z.array(z.object({ kind: z.string(), value: z.string() })),
});

/** A fault, in the form of the emulator's control route. */
export type Fault = {
  match: { method?: string; path: string };
  status?: number;
  retry_after?: number;
  delay_ms?: number;
  drop?: boolean;
  malformed?: boolean;
  misbehave?: string;
  times?: number;
};

/** @returns the address of the emulator behind the app that the running test visits. */
export function ownEmulator(): string {
  const { emulator } = z.object({ emulator: z.string() }).parse(test.info().project.metadata);
  return emulator;
}

async function mailTo(address: string): Promise<z.infer<typeof messageSchema>[]> {
  const response = await fetch(
    `${ownEmulator()}/_emulator/inbox?to=${encodeURIComponent(address)}`,
  );
  return inboxSchema.parse(await response.json()).messages;
}

/**
 * Waits for mail, which the app sends after its response.
 *
 * @param count how many links must be there
 * @returns the links mailed to an address, newest first
 */
export async function linksFor(address: string, count = 1): Promise<string[]> {
  const links: string[] = [];
  await expect
    .poll(
      async () => {
        const mail = await mailTo(address);
        links.splice(0, Number.POSITIVE_INFINITY, ...mail.flatMap(({ link }) => link ?? []));
        return links.length;
      },
      { intervals: [50] },
    )
    .toBeGreaterThanOrEqual(count);
  return links;
}

/** @returns the newest one-time password mailed to an address. */
export async function newestCodeFor(address: string): Promise<string> {
  const code = (await mailTo(address)).find(({ otp }) => otp !== undefined)?.otp;
  if (code === undefined) throw new Error(`No mail with a code for ${address}.`);
  return code;
}

/**
 * @param count how many links must have been mailed
 * @returns the newest link mailed to an address
 */
export async function newestLinkFor(address: string, count = 1): Promise<string> {
  const [link = ""] = await linksFor(address, count);
  return link;
}

/** Plants a fault of the cloud. */
export async function plantFault(fault: Fault): Promise<void> {
  await control("POST", "/_emulator/faults", fault);
}

/** Removes every planted fault. */
export async function clearFaults(): Promise<void> {
  await control("DELETE", "/_emulator/faults");
}

/** Moves the cloud's clock. */
export async function advanceClock(seconds: number): Promise<void> {
  await control("POST", "/_emulator/clock", { advance_seconds: seconds });
}

/** Puts the cloud back to real time. */
export async function resetClock(): Promise<void> {
  await control("DELETE", "/_emulator/clock");
}

/** @returns the emulated cloud's state as the control route shows it. */
export async function cloudState(): Promise<{
  identities: { id: string }[];
  passkeys: { id: string; identity_id: string }[];
  jobs: { id: string; state: string; identity_id: string }[];
}> {
  const response = await fetch(`${ownEmulator()}/_emulator/state`);
  return stateSchema.parse(await response.json());
}

const stateSchema = z.object({
  identities: z.array(z.object({ id: z.string() })),
  passkeys: z.array(z.object({ id: z.string(), identity_id: z.string() })),
  jobs: z.array(z.object({ id: z.string(), state: z.string(), identity_id: z.string() })),
});

async function control(method: string, path: string, body?: unknown): Promise<void> {
  const response = await fetch(`${ownEmulator()}${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
}

/** @returns every secret that an emulator has issued. */
export async function issuedSecrets(servers: Servers): Promise<{ kind: string; value: string }[]> {
  const response = await fetch(`${emulatorAt(servers)}/_emulator/issued`);
  return issuedSchema.parse(await response.json()).secrets;
}
