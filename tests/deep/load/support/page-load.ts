import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const PROGRAM = fileURLToPath(new URL("page-load.mjs", import.meta.url));
const CONNECTIONS = 16;
const TIMEOUT_SECONDS = 60;

const resultSchema = z.object({
  statusCodeStats: z.record(z.string(), z.object({ count: z.number() })),
  errors: z.number(),
  timeouts: z.number(),
  requests: z.object({ total: z.number() }),
  latency: z.object({ p50: z.number(), p99: z.number() }),
  duration: z.number(),
});

/** What became of the requests for a page. */
export type PageLoad = {
  statuses: Record<string, number>;
  /** Requests without a response. */
  unanswered: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
};

/**
 * Requests a page over at most 16 connections.
 *
 * @param cookies of the users, who take turns
 * @param seconds how long
 * @param perSecond how many requests, or null for as many as are answered
 */
export async function loadPage(
  url: string,
  cookies: string[],
  seconds: number,
  perSecond: number | null,
): Promise<PageLoad> {
  // With more connections than requests in a second, autocannon sends too few.
  const connections = Math.max(1, Math.min(CONNECTIONS, Math.round(perSecond ?? CONNECTIONS)));
  const options = {
    url,
    connections,
    duration: seconds,
    timeout: TIMEOUT_SECONDS,
    requests: cookies.map((cookie) => ({ method: "GET", headers: { cookie } })),
    ...(perSecond === null ? {} : { overallRate: Math.max(1, Math.round(perSecond)) }),
  };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(options)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const result = resultSchema.parse(JSON.parse(await text(child.stdout)));
  const statuses = Object.entries(result.statusCodeStats).map(([status, { count }]) => [
    status,
    count,
  ]);
  return {
    statuses: Object.fromEntries(statuses),
    unanswered: result.errors + result.timeouts,
    perSecond: result.requests.total / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
}
