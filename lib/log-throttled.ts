import "server-only";
import { logEvent } from "@/lib/log";

const MINUTE_MS = 60_000;
/** Limits the memory for keys, because an attacker can invent any number of them. Further keys share one counter. */
const MAX_KEYS = 1_000;
const OTHERS = "others";

type Fields = Record<string, string | number | undefined>;

const repeated = new Map<string, number>();

/**
 * Logs an event that anyone can trigger at will. It writes the first line at once, and after a minute a second line
 * with the number of repetitions.
 *
 * @param subject events with the same name and subject are counted together
 */
export function logThrottled(event: string, subject: string, fields: Fields): void {
  const isOverflow = !repeated.has(`${event} ${subject}`) && repeated.size >= MAX_KEYS;
  const key = `${event} ${isOverflow ? OTHERS : subject}`;
  const count = repeated.get(key);
  repeated.set(key, count === undefined ? 0 : count + 1);
  if (count !== undefined) return;
  logEvent(event, fields);
  setTimeout(() => logRepetitions(event, key, fields), MINUTE_MS).unref();
}

function logRepetitions(event: string, key: string, fields: Fields): void {
  const more = repeated.get(key) ?? 0;
  repeated.delete(key);
  if (more > 0) logEvent(event, { ...fields, more });
}
