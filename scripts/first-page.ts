import { setTimeout as delay } from "node:timers/promises";

const RETRY_MS = 50;

/**
 * Asks the development server for its first page as soon as it listens, so that Next.js compiles the page before a
 * browser asks for it. Then says that the app is ready, and after how long.
 *
 * @param ended settles when the server has ended, after which nothing is said
 */
export async function askForFirstPage(address: string, ended: Promise<unknown>): Promise<void> {
  const stop = new AbortController();
  // Next.js has only been started, so whatever answers now is another program on its port.
  if ((await statusOf(address, stop.signal)) !== undefined) return;
  ended.finally(() => stop.abort()).catch(() => undefined);
  while (!stop.signal.aborted) {
    const status = await statusOf(address, stop.signal);
    if (status !== undefined) return status < 400 ? announceReady(address) : undefined;
    await delay(RETRY_MS);
  }
}

/** @returns the status of the whole page, or undefined when no server listens yet */
async function statusOf(address: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(address, { signal });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

function announceReady(address: string): void {
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(`\n  Ready      ${address}   after ${seconds} s\n`);
}
