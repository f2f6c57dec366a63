const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A session expires when it has not been used for this long. */
export const IDLE_LIMIT_MS = 3 * DAY;

/** A session expires this long after the sign-in, however much it is used. */
export const ABSOLUTE_LIMIT_MS = 14 * DAY;

/** A person has a few devices. One who has more sessions than this has lost track of them. */
export const MOST_SESSIONS = 50;

/** How often the cloud is asked whether the person may still be signed in, unless `RECHECK_SECONDS` says otherwise. */
export const RECHECK_INTERVAL_MS = 5 * MINUTE;

/** How long after the last confirmation a session stays usable while the cloud is unreachable or busy. */
export const OUTAGE_GRACE_MS = HOUR;

/**
 * How long after the last confirmation a session stays usable while the cloud refuses the app or sends invalid
 * responses. Waiting does not fix that.
 */
export const REFUSAL_GRACE_MS = 15 * MINUTE;

/** The longest time until the next check while a user is locked out for lack of a confirmation. */
export const CLOSED_RETRY_MS = 10_000;

/** How far the clocks of two servers may differ. */
export const CLOCK_TOLERANCE_MS = MINUTE;

/** The server writes the time of last use of a session at most once in this interval. */
export const TOUCH_INTERVAL_MS = MINUTE;

/** Changes to who has access to an account need a sign-in that is no older than this. */
export const FRESH_SIGN_IN_MS = 10 * MINUTE;

/** The server refreshes an access token this long before it expires. */
export const REFRESH_MARGIN_MS = 30_000;
