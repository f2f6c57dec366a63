const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What the clock's buttons do. */
export const clockMoves: Partial<Record<string, { label: string; seconds: number }>> = {
  minute: { label: "Advance 1 minute", seconds: MINUTE },
  quarter: { label: "Advance 15 minutes", seconds: 15 * MINUTE },
  hour: { label: "Advance 1 hour", seconds: HOUR },
  day: { label: "Advance 1 day", seconds: DAY },
  week: { label: "Advance 8 days", seconds: 8 * DAY },
};
