import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import { z } from "zod";
import type { Emulator } from "../../../mocks/cloud/emulator.ts";
import type { JournalEntry } from "../../../mocks/cloud/journal.ts";
import { JOURNEYS } from "./journeys.ts";

/** The app works on after its answer. So long without a call, it has ended. */
const QUIET_MS = 700;

/** How often a journey calls the cloud, and who does: the app's server, or the SDK and the pages in the browser. */
export type Call = { journey: string; by: "app" | "browser"; call: string; count: number };

const headersSchema = z.looseObject({ "user-agent": z.string().optional() });

/**
 * Goes every journey once, with an app that has its tokens, keys and addresses of the cloud already.
 *
 * @param restMs between two journeys. A page may show the list of passkeys that the page before it had fetched.
 * @returns every call of the cloud, by journey
 */
export async function countCalls(
  browser: Browser,
  app: string,
  emulator: Emulator,
  restMs = 0,
): Promise<Call[]> {
  const newPage = async (): Promise<Page> => {
    const context = await browser.newContext({ baseURL: app, reducedMotion: "reduce" });
    return context.newPage();
  };
  const stage = { app, emulator, page: await newPage(), elsewhere: await newPage() };
  const calls: Call[] = [];
  for (const { name, go } of JOURNEYS) {
    await pause(restMs);
    emulator.journal.clear();
    await go(stage);
    await settled(emulator);
    calls.push(...counted(name, emulator.journal.entries()));
  }
  await stage.page.context().close();
  await stage.elsewhere.context().close();
  return calls;
}

function counted(journey: string, entries: readonly JournalEntry[]): Call[] {
  const calls = new Map<string, Call>();
  for (const { method, path, request } of entries.toReversed()) {
    const headers = headersSchema.parse(request?.headers.toJSON() ?? {});
    const by = headers["user-agent"]?.startsWith("Mozilla") ? "browser" : "app";
    const call = `${method} ${shortPath(path)}`;
    const known = calls.get(`${by} ${call}`) ?? { journey, by, call, count: 0 };
    calls.set(`${by} ${call}`, { ...known, count: known.count + 1 });
  }
  return [...calls.values()];
}

/** Without the tenant and the realm, and with `{id}` for each id. */
function shortPath(path: string): string {
  return path
    .replace(/\?.*/, "")
    .replace(/^\/v1\/tenants\/[^/]+(\/realms\/[^/]+)?/, "")
    .replace(
      /\/(applications|identities|credentials|credential-binding-jobs)\/[^/:]+/g,
      "/$1/{id}",
    );
}

async function settled({ journal }: Emulator): Promise<void> {
  for (let seen = -1; seen !== journal.entries().length; ) {
    seen = journal.entries().length;
    await pause(QUIET_MS);
  }
}
