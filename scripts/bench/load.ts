import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runToEnd } from "./children.ts";

const AUTOCANNON = fileURLToPath(import.meta.resolve("autocannon"));
const CONNECTIONS = 16;

const reportSchema = z.object({
  duration: z.number().positive(),
  requests: z.object({ total: z.number() }),
  latency: z.object({ p99: z.number() }),
  "2xx": z.number(),
  non2xx: z.number(),
  errors: z.number(),
  statusCodeStats: z.record(z.string(), z.object({ count: z.number() })),
});

/** Requests to one address. */
export type Load = {
  url: string;
  seconds: number;
  cookie?: string;
  bearer?: string;
  connections?: number;
};

/**
 * Requests an address from several connections, in a process of its own.
 *
 * @returns the answers in a second, and the latency that 99 of 100 had at most
 * @throws Error when an answer is no success
 */
export async function loadOn(load: Load): Promise<{ value: number; p99: number }> {
  const { url, seconds, cookie, bearer, connections = CONNECTIONS } = load;
  await answersOnce(load);
  const headers = [
    ...(cookie ? ["--headers", `cookie=${cookie}`] : []),
    ...(bearer ? ["--headers", `authorization=Bearer ${bearer}`] : []),
  ];
  const flags = ["--json", "--connections", `${connections}`, "--duration", `${seconds}`];
  const command = [process.execPath, AUTOCANNON, ...flags, ...headers, url];
  const output = await runToEnd(command, { cwd: ".", env: {} });
  const json = output.slice(output.indexOf('{"'));
  const report = reportSchema.parse(JSON.parse(json));
  const { duration, errors, non2xx, latency, requests, statusCodeStats } = report;
  if (errors + non2xx > 0 || report["2xx"] === 0) {
    const answers = Object.entries(statusCodeStats).map(
      ([code, { count }]) => `${count} × ${code}`,
    );
    throw new Error(`${new URL(url).pathname}: ${answers.join(", ")}, ${errors} errors`);
  }
  return { value: requests.total / duration, p99: latency.p99 };
}

/** The first view of a page loads its code, which is no part of what a view costs. */
async function answersOnce({ url, cookie, bearer }: Load): Promise<void> {
  const headers = {
    ...(cookie && { cookie }),
    ...(bearer && { authorization: `Bearer ${bearer}` }),
  };
  const response = await fetch(url, { headers, redirect: "manual" });
  await response.text();
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${response.status} at first`);
}
