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
};

/** The last requests, newest first. */
export type Journal = {
  record(entry: Omit<JournalEntry, "id">): void;
  entries(): JournalEntry[];
  clear(): void;
};

const CAPACITY = 500;
const SECRET_PARAMETERS =
  /^(token|code|request|state|client_secret|refresh_token|access_token|id_token)$/;

/** @returns an empty journal that keeps the last 500 requests. */
export function createJournal(): Journal {
  let entries: JournalEntry[] = [];
  let sequence = 0;
  return {
    record(entry) {
      sequence += 1;
      entries = [{ id: `request-${sequence}`, ...entry }, ...entries].slice(0, CAPACITY);
    },
    entries: () => entries,
    clear() {
      entries = [];
    },
  };
}

/** @returns path and query of a URL with the value of every secret parameter replaced. */
export function maskedPath(url: URL): string {
  const masked = new URL(url);
  for (const name of url.searchParams.keys()) {
    if (SECRET_PARAMETERS.test(name)) masked.searchParams.set(name, "***");
  }
  return `${masked.pathname}${masked.search}`;
}
