import "server-only";
import { metrics } from "@opentelemetry/api";

/**
 * Counts a line of the log as the metric `app.events`, so that you can alert on it.
 *
 * @param reason a code, not a text
 */
export function countEvent(event: string, reason: string | undefined): void {
  const attributes = reason === undefined ? { event } : { event, reason };
  metrics.getMeter("passkey-starter").createCounter("app.events").add(1, attributes);
}
