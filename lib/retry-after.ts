const MAX_SECONDS = 24 * 60 * 60;

/**
 * @param header `Retry-After` in either form (RFC 9110 section 10.2.3): seconds, or a date
 * @returns the seconds to wait, at most a day, or undefined when the header is missing or invalid
 */
export function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : secondsUntil(Date.parse(header));
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, seconds), MAX_SECONDS);
}

function secondsUntil(milliseconds: number): number {
  return Math.ceil((milliseconds - Date.now()) / 1000);
}
