import { setTimeout as wait } from "node:timers/promises";
import type { Emulator } from "../../../../mocks/cloud/emulator.ts";

/** Registrations that are sent at a steady pace. */
export type Registrations = {
  /** When each accepted address was accepted. */
  accepted: Map<string, number>;
  /** What the others were answered: a status, or the code of an error of the connection. */
  refused: string[];
  /** Stops sending, and waits for the responses. */
  end(): Promise<void>;
};

/** Sends registrations of new addresses. */
export function register(origin: string, perSecond: number, name: string): Registrations {
  const accepted = new Map<string, number>();
  const refused: string[] = [];
  const underWay = new Set<Promise<void>>();
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const address = `${name}-${count}@example.com`;
    const one = statusOf(origin, address)
      .then((status) => {
        if (status === "202") accepted.set(address, Date.now());
        else refused.push(status);
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
  }, 1000 / perSecond);
  return {
    accepted,
    refused,
    end: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
    },
  };
}

async function statusOf(origin: string, email: string): Promise<string> {
  try {
    const response = await fetch(`${origin}/api/register`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email }),
    });
    await response.arrayBuffer();
    return `${response.status}`;
  } catch (error) {
    return error instanceof Error ? `${error.cause ?? error}` : "unknown";
  }
}

/** The inbox forgets old mails, so this collects them while they arrive. */
export function collectMails({ store }: Emulator): { at(address: string): number[] } {
  const mails = new Map<string, { to: string; at: number }>();
  const collect = () => {
    for (const { id, to, createdAt } of store.state.messages) {
      mails.set(id, { to, at: createdAt });
    }
  };
  setInterval(collect, 500).unref();
  return {
    at: (address) => {
      collect();
      return [...mails.values()].filter(({ to }) => to === address).map(({ at }) => at);
    },
  };
}

/**
 * @returns how many mails a second the outboxes of all processes send, measured with a burst
 * @param count of registrations
 */
export async function mailsPerSecond(
  origin: string,
  emulator: Emulator,
  count: number,
): Promise<number> {
  const addresses = Array.from({ length: count }, (_, index) => `burst-${index}@example.com`);
  const statuses = await Promise.all(addresses.map((address) => statusOf(origin, address)));
  if (statuses.some((status) => status !== "202")) throw new Error(`${statuses}`);
  const mails = () => emulator.store.state.messages.filter(({ to }) => addresses.includes(to));
  while (mails().length < count) await wait(50);
  const times = mails().map(({ createdAt }) => createdAt);
  return (count - 1) / ((Math.max(...times) - Math.min(...times)) / 1000);
}
