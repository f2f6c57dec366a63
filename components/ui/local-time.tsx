"use client";

import { useSyncExternalStore } from "react";

const FORMAT = { dateStyle: "medium", timeStyle: "short" } as const;
const never = () => () => undefined;

/** A time in the reader's time zone. Without scripts it is in UTC and says so. */
export function LocalTime({ at }: { at: Date }) {
  const text = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat("en", FORMAT).format(at),
    () => new Intl.DateTimeFormat("en", { ...FORMAT, timeZone: "UTC" }).format(at),
  );
  // With scripts the words keep their width when the time changes, so that the page does not shift.
  return (
    <time dateTime={at.toISOString()}>
      {text}
      <noscript> UTC</noscript>
    </time>
  );
}
