import type { Message, Observed } from "./observe.ts";
import { createStories, type Story } from "./stories.ts";

/** A request in the journal: no secrets, and the reason when it was refused. */
export type JournalEntry = {
  id: string;
  at: string;
  method: string;
  /** Path and query, secrets masked. */
  path: string;
  status: number;
  duration_ms: number;
  /** Why the request was refused, in plain words. */
  reason?: string | undefined;
  /** The planted fault that decided the response. */
  fault?: string | undefined;
  /** Of the `x-correlation-id` header, which joins the requests of one sign-in. */
  correlation_id?: string | undefined;
  /** The story that the request belongs to. */
  story?: string | undefined;
  request?: Message | undefined;
  response?: Message | undefined;
};

/** The last requests, newest first, and the stories that they tell. */
export type Journal = {
  record(
    entry: Omit<JournalEntry, "id" | "story" | "request" | "response"> & Partial<Observed>,
  ): void;
  entries(): JournalEntry[];
  /** The most recent first. */
  stories(): Story[];
  clear(): void;
};

const CAPACITY = 500;
const SECRET_PARAMETER = /token|secret|password|otp|assertion|verifier|^(code|request|state)$/i;

/** @returns an empty journal that keeps the last 500 requests and 200 stories. */
export function createJournal(): Journal {
  const kept: JournalEntry[] = [];
  let sequence = 0;
  const stories = createStories();
  return {
    record({ told, ...entry }) {
      sequence += 1;
      const { at, duration_ms, correlation_id } = entry;
      const id = `request-${sequence}`;
      const story = told && stories.record(told, { id, at, duration_ms, correlation_id });
      kept.push({ id, ...entry, story });
      if (kept.length > CAPACITY) kept.shift();
    },
    entries: () => kept.toReversed(),
    stories: stories.entries,
    clear() {
      kept.length = 0;
      stories.clear();
    },
  };
}

/** @returns path and query of a URL with the value of every secret parameter replaced. */
export function maskedPath(url: URL): string {
  if (url.search === "") return url.pathname;
  const parameters = new URLSearchParams(url.search);
  const secrets = [...parameters.keys()].filter((name) => SECRET_PARAMETER.test(name));
  if (secrets.length === 0) return `${url.pathname}${url.search}`;
  for (const name of secrets) parameters.set(name, "***");
  return `${url.pathname}?${parameters}`;
}
