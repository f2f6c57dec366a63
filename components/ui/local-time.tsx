"use client";

import { useSyncExternalStore } from "react";

const FORMAT = { dateStyle: "medium", timeStyle: "short" } as const;
const never = () => () => undefined;

/** A time in the reader's time zone. It is in UTC until the page's scripts run. */
export function LocalTime({ at }: { at: Date }) {
  const text = useSyncExternalStore(
    never,
    () => new Intl.DateTimeFormat("en", FORMAT).format(at),
    () => `${new Intl.DateTimeFormat("en", { ...FORMAT, timeZone: "UTC" }).format(at)} UTC`,
  );
  return <time dateTime={at.toISOString()}>{text}</time>;
}
