import "server-only";
import { logEvent } from "@/lib/log";

const MINUTE_MS = 60_000;
/** So many different things are told apart; a stranger may make up more. */
const MAX_KEYS = 1_000;
const OTHERS = "others";

type Fields = Record<string, string | number | undefined>;

const repeated = new Map<string, number>();

/**
 * Writes what a stranger can bring about at will: the first line at once, and after a minute one more with how often it
 * happened again.
 *
 * @param about what makes two of these events the same
 */
export function logThrottled(event: string, about: string, fields: Fields): void {
  const isNew = !repeated.has(`${event} ${about}`) && repeated.size >= MAX_KEYS;
  const key = `${event} ${isNew ? OTHERS : about}`;
  const count = repeated.get(key);
  repeated.set(key, count === undefined ? 0 : count + 1);
  if (count !== undefined) return;
  logEvent(event, fields);
  setTimeout(() => tellRest(event, key, fields), MINUTE_MS).unref();
}

function tellRest(event: string, key: string, fields: Fields): void {
  const more = repeated.get(key) ?? 0;
  repeated.delete(key);
  if (more > 0) logEvent(event, { ...fields, more });
}
